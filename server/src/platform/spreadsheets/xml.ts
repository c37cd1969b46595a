import { setImmediate } from 'node:timers/promises';
import { TextDecoder } from 'node:util';
import sax from 'sax';
import { UnreadableSheet } from './unreadable-sheet.js';

export type Attributes = Record<string, string>;

export interface XmlListener {
  open(name: string, attributes: Attributes): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Reads strict XML and drops prefixes, yielding to other requests between chunks. The parser
 * refuses entities that the document defines, the material of entity bombs.
 * @throws UnreadableSheet
 */
export async function readXml(pieces: AsyncIterable<Buffer>, listener: XmlListener): Promise<void> {
  const parser = sax.parser(true, {});
  parser.onopentag = ({ name, attributes }) => {
    listener.open(localName(name), attributes as Attributes);
  };
  parser.ontext = (text) => listener.text?.(text);
  parser.oncdata = (text) => listener.text?.(text);
  parser.onclosetag = (name) => listener.close?.(localName(name));
  parser.onerror = () => {
    throw new UnreadableSheet('unreadable');
  };
  let decoder: TextDecoder | undefined;
  for await (const piece of pieces) {
    decoder ??= new TextDecoder(encodingOf(piece));
    parser.write(decoder.decode(piece, { stream: true }));
    await setImmediate();
  }
  parser.write(decoder?.decode() ?? '').close();
}

/** The value of an attribute that has a prefix. */
export function prefixed(attributes: Attributes, name: string): string | undefined {
  const found = Object.entries(attributes).find(([key]) => key.endsWith(`:${name}`));
  return found?.[1];
}

const localName = (name: string) => name.slice(name.indexOf(':') + 1);

/** Office XML is UTF-8 or UTF-16, which begins with a byte order mark. */
function encodingOf(piece: Buffer): string {
  if (piece[0] === 0xff && piece[1] === 0xfe) return 'utf-16le';
  return piece[0] === 0xfe && piece[1] === 0xff ? 'utf-16be' : 'utf-8';
}
