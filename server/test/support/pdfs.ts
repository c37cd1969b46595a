import { readFileSync } from 'node:fs';
import { brotliDecompressSync } from 'node:zlib';
import { PDFDocument, PDFName, PDFString } from '@cantoo/pdf-lib';

/** A PDF of one page plus whatever `dress` adds, with or without object streams. */
export async function pdf(
  dress: (document: PDFDocument) => unknown = () => undefined,
  useObjectStreams = false,
): Promise<Buffer> {
  const document = await PDFDocument.create();
  document.addPage([595, 842]).drawText('The Pact');
  document.setAuthor('Ada Author');
  document.setProducer('Ada Office');
  await dress(document);
  return Buffer.from(await document.save({ useObjectStreams }));
}

/** Adds an action to the catalog that runs when the file is opened. */
export function opensWith(document: PDFDocument, action: Record<string, string>): void {
  const values = Object.entries(action).map(
    ([key, value]) => [key, key === 'S' ? PDFName.of(value) : PDFString.of(value)] as const,
  );
  document.catalog.set(
    PDFName.of('OpenAction'),
    document.context.obj({ Type: 'Action', ...Object.fromEntries(values) }),
  );
}

/**
 * A small file that claims to contain a gigabyte of objects. The gigabyte, "1 1 1 …", was deflated
 * once, which takes seconds.
 */
export function bomb(): Buffer {
  const fixture = new URL('../fixtures/gigabyte.deflate.br', import.meta.url);
  const stream = brotliDecompressSync(readFileSync(fixture));
  const kind = '/Type/ObjStm/N 100000/First 500000000/Filter/FlateDecode';
  const head = `<<${kind}/Length ${stream.length}>>`;
  return Buffer.concat([
    Buffer.from(`%PDF-1.7\n1 0 obj\n${head}\nstream\n`),
    stream,
    Buffer.from('\nendstream\nendobj\ntrailer<</Root 2 0 R>>\n'),
  ]);
}
