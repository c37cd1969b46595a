// @ts-check
// Reads uploaded files in a separate process, which has no secrets and can be killed, because an
// untrusted file may take too much time or memory.
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { stripJpeg, stripPng } from './image-metadata.mjs';
import { guarded } from './inspection-guard.mjs';
import { NoCopy } from './no-copy.mjs';
import { cleanPdf } from './pdf-cleaning.mjs';
import { findingsOf } from './pdf-content.mjs';
import { PdfRefusal, readPdf } from './pdf-reading.mjs';
import { signaturesOf } from './pdf-signatures.mjs';

/**
 * @typedef {{ bytes: number, sha256: string }} Copy
 * @typedef {{ path: string, cleanPath: string, mediaType: string, processorTime: number,
 *   memoryBytes: number }} Job
 * @typedef {{ findings: string[], signatures: import('./pdf-signatures.mjs').Signature[], clean:
 *   Copy | null, noCopy: NoCopy['reason'] | null } | { refusal: PdfRefusal['reason'] }} Outcome
 */

/**
 * @param {Job} job
 * @returns {Promise<Outcome>}
 */
async function inspect({ path, cleanPath, mediaType }) {
  const file = await readFile(path);
  if (mediaType !== 'application/pdf') {
    const strip = mediaType === 'image/png' ? stripPng : stripJpeg;
    return { findings: [], signatures: [], ...(await keep(cleanPath, 'photo', () => strip(file))) };
  }
  const pdf = await readPdf(file);
  const findings = findingsOf(pdf, file);
  const signatures = signaturesOf(pdf, file);
  return { findings, signatures, ...(await keep(cleanPath, 'structure', () => cleanPdf(pdf))) };
}

/**
 * Writes the cleaned copy, or none: staff see the reason, and the sender does not have to wait.
 * @param {string} path
 * @param {NoCopy['reason']} otherwise
 * @param {() => Buffer | Promise<Buffer>} make
 */
async function keep(path, otherwise, make) {
  try {
    const copy = await make();
    await writeFile(path, copy, { mode: 0o600, flush: true });
    return {
      clean: { bytes: copy.length, sha256: createHash('sha256').update(copy).digest('hex') },
      noCopy: null,
    };
  } catch (error) {
    await rm(path, { force: true });
    return { clean: null, noCopy: error instanceof NoCopy ? error.reason : otherwise };
  }
}

process.on('message', (/** @type {Job} */ job) => {
  void guarded(job, () => inspect(job))
    .catch((error) => ({ refusal: error instanceof PdfRefusal ? error.reason : 'unreadable' }))
    .then((outcome) => process.send?.(outcome));
});
// The server has exited.
process.on('disconnect', () => process.exit());
