import { readFileSync } from 'node:fs';
import { inflateSync } from 'node:zlib';
import { PDFDocument, PDFRawStream } from '@cantoo/pdf-lib';
import { cleanPdf } from '../../src/platform/documents/pdf-cleaning.mjs';
import { readPdf } from '../../src/platform/documents/pdf-reading.mjs';

export const fixture = (name: string) =>
  readFileSync(new URL(`../fixtures/${name}`, import.meta.url));
export const cleans = async (file: Buffer) => cleanPdf(await readPdf(file));
export const refusal = (file: Buffer) =>
  readPdf(file).then(
    () => null,
    (error: { reason: string }) => error.reason,
  );
export const noCopy = (file: Buffer) =>
  cleans(file).then(
    () => null,
    (error: { reason: string }) => error.reason,
  );

/** The whole content of a PDF, including compressed streams. */
export async function everythingIn(file: Buffer): Promise<string> {
  const pdf = await PDFDocument.load(file, { updateMetadata: false });
  const streams = pdf.context
    .enumerateIndirectObjects()
    .flatMap(([, object]) =>
      object instanceof PDFRawStream ? [Buffer.from(object.contents)] : [],
    );
  const unpacked = streams.map((each) => {
    try {
      return inflateSync(each).toString('latin1');
    } catch {
      return '';
    }
  });
  return [file.toString('latin1'), ...unpacked].join('\n');
}
