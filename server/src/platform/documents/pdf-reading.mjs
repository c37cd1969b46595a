// @ts-check
// Reads a PDF as viewers do, and refuses files that two viewers could read differently (decision
// 0043).
import { createRequire } from 'node:module';
import { EncryptedPDFError, PDFDocument, PDFParser } from '@cantoo/pdf-lib';
import { isComplete } from './pdf-objects.mjs';

/** A PDF that cannot be judged; `reason` is the end of our problem code. */
export class PdfRefusal extends Error {
  /** @param {'encrypted' | 'unreadable' | 'ambiguous' | 'too-long'} reason */
  constructor(reason) {
    super(reason);
    this.reason = reason;
  }
}

const require = createRequire(import.meta.url);
const wasmPath = require.resolve('@neslinesli93/qpdf-wasm/dist/qpdf.wasm');
/**
 * The parts of Emscripten's module that the package's own types leave out.
 * @typedef {(code: number | null) => void} Hear
 * @typedef {{ init: (input: null, output: Hear, error: Hear) => void, writeFile: (path: string,
 *   content: Buffer) => void, readFile: (path: string) => Uint8Array }} Files
 * @typedef {{ FS: Files, callMain: (args: string[]) => number }} Qpdf
 */
/**
 * @type {(options: { locateFile: () => string, preRun: ((module: Qpdf) => void)[] }) =>
 * Promise<Qpdf>}
 */
const createQpdf = require('@neslinesli93/qpdf-wasm');
/** A council's whole budget has a thousand pages; nobody reads a longer document. */
const mostPages = 2_000;

/**
 * The only reading of the file: the objects that the cross-reference table refers to, decrypted if
 * an empty password opens it.
 * @param {Buffer} file
 * @returns {Promise<PDFDocument>}
 * @throws {PdfRefusal} when it is encrypted, can be read in two ways, or no viewer could show its
 *   pages
 */
export async function readPdf(file) {
  requireOneStart(file);
  const read = (await normalised(file)) ?? (await normalised(await rebuilt(file)));
  if (!read) throw new PdfRefusal('unreadable');
  const pdf = await load(read);
  const pages = pageCount(pdf);
  if (pages === 0) throw new PdfRefusal('unreadable');
  if (pages > mostPages) throw new PdfRefusal('too-long');
  return pdf;
}

/**
 * qpdf writes each object once, as the table locates it. It supports hybrid tables and object
 * streams.
 * @param {Buffer} file
 * @returns {Promise<Buffer | null>} null when the table cannot be used.
 */
async function normalised(file) {
  let said = '';
  const hear = (/** @type {number | null} */ code) =>
    void (said += String.fromCharCode(code ?? 10));
  const qpdf = await createQpdf({
    locateFile: () => wasmPath,
    preRun: [({ FS }) => FS.init(null, hear, hear)],
  });
  qpdf.FS.writeFile('/in.pdf', file);
  const status = run(qpdf, [
    '--decrypt',
    '--object-streams=disable',
    '--stream-data=preserve',
    '/in.pdf',
    '/out.pdf',
  ]);
  if (/invalid password|encrypt/i.test(said)) throw new PdfRefusal('encrypted');
  if (said.includes('duplicated key')) throw new PdfRefusal('ambiguous');
  return status === 0 || status === 3 ? Buffer.from(qpdf.FS.readFile('/out.pdf')) : null;
}

/**
 * @param {Qpdf} qpdf
 * @param {string[]} args
 */
function run(qpdf, args) {
  const { exitCode } = process;
  try {
    return qpdf.callMain(args);
  } catch {
    return 2;
  } finally {
    // qpdf sets the exit code of the whole process.
    process.exitCode = exitCode;
  }
}

/** Detects that the bytes contain an object more than once. */
class CountingParser extends PDFParser {
  twice = false;

  /** @param {Buffer} file */
  constructor(file) {
    super(file);
    const { context } = this;
    const assign = context.assign.bind(context);
    context.assign = (ref, object) => {
      this.twice ||= context.lookup(ref) !== undefined;
      assign(ref, object);
    };
  }
}

/**
 * Rebuilds a file without a usable table from its objects, in order. Each viewer does this in its
 * own way, and they agree only if no object occurs twice, not even inside a stream.
 * @param {Buffer} file
 */
async function rebuilt(file) {
  const numbers = [
    ...file
      .toString('latin1')
      .matchAll(/(?<![0-9])(\d{1,10})[\0\t\n\f\r ]+\d{1,5}[\0\t\n\f\r ]+obj(?![a-z])/g),
  ].map(([, number]) => Number(number));
  if (new Set(numbers).size < numbers.length) throw new PdfRefusal('ambiguous');
  const parser = new CountingParser(file);
  await parser.parseDocument().catch(() => undefined);
  if (parser.twice) throw new PdfRefusal('ambiguous');
  const pdf = await load(file);
  // A truncated file would have pages without their content.
  if (!isComplete(pdf)) throw new PdfRefusal('unreadable');
  return Buffer.from(
    await pdf.save({
      useObjectStreams: false,
      addDefaultPage: false,
      updateFieldAppearances: false,
    }),
  );
}

/**
 * Some readers count offsets from `%PDF`, others from the first byte: only one of the two may lead
 * to a table.
 * @param {Buffer} file
 */
function requireOneStart(file) {
  const header = file.indexOf('%PDF-');
  if (header <= 0) return;
  const [, offset] =
    /startxref\s+(\d{1,10})\s*(?:%%EOF)?[^]{0,1024}$/.exec(
      file.toString('latin1', Math.max(0, file.length - 2048)),
    ) ?? [];
  const [absolute, relative] = [Number(offset), Number(offset) + header].map((at) =>
    tableAt(file, at),
  );
  if (offset && absolute && relative && absolute !== relative) throw new PdfRefusal('ambiguous');
}

/**
 * @param {Buffer} file
 * @param {number} at
 * @returns {number | undefined} where exactly a cross-reference table begins, if there is one.
 */
function tableAt(file, at) {
  const [, space] =
    /^([\0\t\n\f\r ]*)(?:xref|\d+\s+\d+\s+obj)/.exec(file.toString('latin1', at, at + 60)) ?? [];
  return space === undefined ? undefined : at + space.length;
}

/**
 * @param {Buffer} file
 * @throws {PdfRefusal}
 */
async function load(file) {
  try {
    return await PDFDocument.load(file, { updateMetadata: false, parseSpeed: Infinity });
  } catch (error) {
    throw new PdfRefusal(error instanceof EncryptedPDFError ? 'encrypted' : 'unreadable');
  }
}

/** @param {PDFDocument} pdf */
function pageCount(pdf) {
  try {
    return pdf.getPageCount();
  } catch {
    return 0;
  }
}
