// @ts-check
// Judges uploaded files beside the server's own thread: reading a file of a stranger may take long,
// or fail badly.
import { createHash } from 'node:crypto';
import { readFile, rm, writeFile } from 'node:fs/promises';
import { parentPort } from 'node:worker_threads';
import { stripJpeg, stripPng } from './image-metadata.mjs';
import { cleanPdf, findingsOf, PdfRefusal, readPdf } from './pdf-content.mjs';

/**
 * @typedef {{ path: string, cleanPath: string, mediaType: string }} Job
 * @typedef {{ findings: string[], clean: { bytes: number, sha256: string } | null } | { refusal:
 *   'encrypted' | 'unreadable' }} Outcome
 */

/**
 * @param {Job} job
 * @returns {Promise<Outcome>}
 */
async function inspect({ path, cleanPath, mediaType }) {
  const file = await readFile(path);
  if (mediaType !== 'application/pdf') {
    return {
      findings: [],
      clean: await keep(cleanPath, () =>
        mediaType === 'image/png' ? stripPng(file) : stripJpeg(file),
      ),
    };
  }
  const pdf = await readPdf(file);
  const findings = findingsOf(pdf, file);
  return { findings, clean: await keep(cleanPath, () => cleanPdf(pdf)) };
}

/**
 * Writes the cleaned copy. One that cannot be made is none: staff are told, the sender is not kept
 * waiting for it.
 * @param {string} path
 * @param {() => Buffer | Promise<Buffer>} make
 */
async function keep(path, make) {
  try {
    const copy = await make();
    await writeFile(path, copy, { mode: 0o600, flush: true });
    return { bytes: copy.length, sha256: createHash('sha256').update(copy).digest('hex') };
  } catch {
    await rm(path, { force: true });
    return null;
  }
}

parentPort?.on('message', (/** @type {Job} */ job) => {
  inspect(job).then(
    (outcome) => parentPort?.postMessage(outcome),
    (error) => {
      parentPort?.postMessage({
        refusal: error instanceof PdfRefusal ? error.reason : 'unreadable',
      });
    },
  );
});
