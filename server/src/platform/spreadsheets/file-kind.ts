import type { Archive } from './archive.js';
import type { SheetFault } from './unreadable-sheet.js';

/** The kind of a file that is neither CSV nor an archive, by its first bytes. */
export function kindOfBytes(file: Buffer): SheetFault | undefined {
  const magic = file.subarray(0, 8).toString('hex');
  if (magic.startsWith('d0cf11e0')) return isEncrypted(file) ? 'encrypted' : 'xls';
  if (/^(25504446|ffd8ff|89504e47|47494638|7b5c727466)/.test(magic)) return 'document';
  if (/^(1f8b|526172|377abc)/.test(magic)) return 'archive';
  const start = file
    .subarray(0, 1_000)
    .toString('latin1')
    .replace(/^(ï»¿)?\s*/, '');
  if (/^<(!doctype html|html|table|head|meta|\?xml|workbook)/i.test(start)) return 'web-page';
  if (/^ID;P/.test(start)) return 'unreadable';
  return /^[[{]\s*["{[\]}]/.test(start) ? 'json' : undefined;
}

/** An OLE file is either an old workbook or the container of one with a password. */
function isEncrypted(file: Buffer): boolean {
  return file.includes(Buffer.from('EncryptedPackage', 'utf16le'));
}

/** The kind of an archive that is not a readable workbook. */
export function kindOfArchive(archive: Archive): SheetFault | undefined {
  if (archive.has('xl/workbook.bin') || archive.hasLike('/workbook.bin')) return 'xlsb';
  if (archive.hasLike('.iwa') || archive.has('Index.zip')) return 'numbers';
  if (archive.has('content.xml')) return 'ods';
  if (archive.has('word/document.xml') || archive.has('ppt/presentation.xml')) return 'document';
  return archive.has('[Content_Types].xml') || archive.has('_rels/.rels') ? undefined : 'archive';
}
