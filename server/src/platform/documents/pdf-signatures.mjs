// @ts-check
// Electronic signatures in a PDF (PAdES, ISO 32000-2 12.8): who signed, when, and whether the file
// is still the one that was signed.
import { PDFArray, PDFHexString, PDFNumber, PDFName } from '@cantoo/pdf-lib';
import { readSignature } from './cms-signature.mjs';
import { allDicts } from './pdf-objects.mjs';

/** More are never shown, and checking each takes time. */
const mostSignatures = 20;

/**
 * @typedef {'intact' | 'extended' | 'changed' | 'unreadable'} SignatureState `extended`: something
 *   follows, as after each signature but the last.
 * @typedef {{ signer: string | null, issuer: string | null, at: string | null, clock: 'own' |
 *   'timestamp' | 'document' | null, state: SignatureState }} Signature
 * @param {import('@cantoo/pdf-lib').PDFDocument} pdf
 * @param {Buffer} file the same file as bytes, which is what was signed
 * @returns {Signature[]}
 */
export function signaturesOf(pdf, file) {
  /** @type {{ end: number, signature: Signature }[]} */
  const found = [];
  for (const dict of allDicts(pdf)) {
    const range = dict.lookup(PDFName.of('ByteRange'));
    const contents = dict.lookup(PDFName.of('Contents'));
    if (
      !(range instanceof PDFArray) ||
      !(contents instanceof PDFHexString) ||
      found.length >= mostSignatures
    )
      continue;
    found.push(judge(file, numbersIn(range), Buffer.from(contents.asBytes())));
  }
  return found.sort((one, other) => one.end - other.end).map(({ signature }) => signature);
}

/**
 * @param {Buffer} file
 * @param {number[]} range
 * @param {Buffer} contents
 * @returns {{ end: number, signature: Signature }}
 */
function judge(file, range, contents) {
  const covered = coveredBy(file, range, contents);
  const end = covered?.end ?? 0;
  try {
    const { fits, ...signature } = readSignature(contents, covered?.content ?? Buffer.alloc(0));
    return {
      end,
      signature: {
        ...signature,
        state: !covered || !fits ? 'changed' : covered.isWhole ? 'intact' : 'extended',
      },
    };
  } catch {
    return {
      end,
      signature: { signer: null, issuer: null, at: null, clock: null, state: 'unreadable' },
    };
  }
}

/**
 * The range of a signature: it must cover everything except its own value.
 * @param {Buffer} file
 * @param {number[]} range
 * @param {Buffer} contents
 */
function coveredBy(file, [start = -1, length = 0, rest = 0, restLength = 0], contents) {
  const end = rest + restLength;
  if (start !== 0 || rest <= length || end > file.length || restLength < 0) return null;
  const gap = file.toString('latin1', length, rest);
  const isValue =
    gap.startsWith('<') &&
    gap.endsWith('>') &&
    Buffer.from(gap.slice(1, -1).replace(/\s/g, ''), 'hex').equals(contents);
  if (!isValue) return null;
  const isWhole = file.toString('latin1', end).trim() === '';
  return {
    content: Buffer.concat([file.subarray(0, length), file.subarray(rest, end)]),
    end,
    isWhole,
  };
}

/** @param {PDFArray} range */
function numbersIn(range) {
  return range.asArray().map((_, index) => {
    const value = range.lookup(index);
    return value instanceof PDFNumber ? value.asNumber() : -1;
  });
}
