import type { Archive } from './archive.js';
import { readXml } from './xml.js';

/** The text of each shared string, without its phonetic guide (`rPh`). */
export async function sharedStrings(archive: Archive, path: string | undefined): Promise<string[]> {
  const strings: string[] = [];
  if (!path || !archive.has(path)) return strings;
  let text = '';
  let reading = false;
  let pronunciation = false;
  await readXml(archive.part(path), {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') pronunciation = true;
      if (name === 't') reading = !pronunciation;
    },
    text: (part) => {
      if (reading) text += part;
    },
    close: (name) => {
      if (name === 't') reading = false;
      if (name === 'rPh') pronunciation = false;
      if (name === 'si') strings.push(unescapeText(text));
    },
  });
  return strings;
}

/** Workbooks write characters that XML cannot hold as `_x000D_` (ECMA-376 part 1, 22.9.2.19). */
export function unescapeText(text: string): string {
  return text.replace(/_x([0-9A-Fa-f]{4})_/g, (_, code: string) => {
    return String.fromCharCode(Number.parseInt(code, 16));
  });
}
