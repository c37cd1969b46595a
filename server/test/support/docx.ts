import sax from 'sax';
import { fromBuffer } from 'yauzl';

/** The parts of a DOCX by name, each of which must be well-formed XML. */
export async function docxParts(file: Buffer): Promise<Map<string, string>> {
  const parts = new Map<string, string>();
  await new Promise<void>((resolve, reject) => {
    fromBuffer(file, { lazyEntries: true }, (error, archive) => {
      if (error) return reject(error);
      archive.on('entry', (entry: { fileName: string }) => {
        archive.openReadStream(entry as never, (failed, stream) => {
          if (failed) return reject(failed);
          const pieces: Buffer[] = [];
          stream.on('data', (piece: Buffer) => pieces.push(piece));
          stream.on('end', () => {
            parts.set(entry.fileName, Buffer.concat(pieces).toString('utf8'));
            archive.readEntry();
          });
        });
      });
      archive.on('end', () => resolve());
      archive.on('error', reject);
      archive.readEntry();
    });
  });
  for (const [name, xml] of parts) wellFormed(name, xml);
  return parts;
}

/** Its paragraphs, each with its style. */
export async function docxParagraphs(file: Buffer): Promise<{ style: string; text: string }[]> {
  const xml = (await docxParts(file)).get('word/document.xml')!;
  const paragraphs: { style: string; text: string }[] = [];
  const parser = sax.parser(true, {});
  let inText = false;
  parser.onopentag = ({ name, attributes }) => {
    if (name === 'w:p') paragraphs.push({ style: '', text: '' });
    if (name === 'w:pStyle') paragraphs.at(-1)!.style = String(attributes['w:val']);
    inText = name === 'w:t';
  };
  parser.onclosetag = () => (inText = false);
  parser.ontext = (text) => {
    if (inText) paragraphs.at(-1)!.text += text;
  };
  parser.write(xml).close();
  return paragraphs;
}

function wellFormed(name: string, xml: string): void {
  const parser = sax.parser(true, {});
  parser.onerror = (error) => {
    throw new Error(`${name}: ${error.message}`);
  };
  parser.write(xml).close();
}
