import { posix } from 'node:path';
import type { Archive } from './archive.js';
import { UnreadableSheet } from './unreadable-sheet.js';
import { prefixed, readXml } from './xml.js';

/**
 * A sheet of a workbook: its name for people, whether it is visible, and the part that holds it.
 */
export interface SheetPart {
  name: string;
  hidden: boolean;
  path: string;
}

export interface Workbook {
  sheets: SheetPart[];
  /** Dates are counted from 1 January 1904, as in Excel for Mac. */
  date1904: boolean;
  sharedStrings: string | undefined;
  styles: string | undefined;
}

interface Relation {
  id: string;
  type: string;
  path: string;
}

/**
 * The parts of a workbook, found through its relationships, whatever their names. @throws
 * UnreadableSheet
 */
export async function openWorkbook(archive: Archive): Promise<Workbook> {
  const main = (await relations(archive, '')).find(({ type }) => type === 'officeDocument');
  if (!main) throw new UnreadableSheet('unreadable');
  const related = await relations(archive, main.path);
  const { sheets, date1904 } = await readWorkbook(archive, main.path);
  const byType = (wanted: string) => related.find(({ type }) => type === wanted)?.path;
  return {
    date1904,
    sheets: sheets.flatMap(({ id, name, hidden }) => {
      const part = related.find((relation) => relation.id === id);
      return part?.type === 'worksheet' ? [{ name, hidden, path: part.path }] : [];
    }),
    sharedStrings: byType('sharedStrings'),
    styles: byType('styles'),
  };
}

async function readWorkbook(archive: Archive, path: string) {
  const sheets: { id: string; name: string; hidden: boolean }[] = [];
  let date1904 = false;
  await readXml(archive.part(path), {
    open: (name, attributes) => {
      if (name === 'workbookPr') date1904 = /^(1|true|on)$/i.test(attributes['date1904'] ?? '');
      if (name !== 'sheet') return;
      const hidden = /hidden/i.test(attributes['state'] ?? '');
      const id = prefixed(attributes, 'id') ?? '';
      sheets.push({ id, name: attributes['name'] ?? '', hidden });
    },
  });
  return { sheets, date1904 };
}

/** The relationships of a part; the empty name gives those of the archive itself. */
async function relations(archive: Archive, source: string): Promise<Relation[]> {
  const { dir, base } = posix.parse(source);
  const path = posix.join(dir, '_rels', `${base}.rels`);
  if (!archive.has(path)) return [];
  const found: Relation[] = [];
  await readXml(archive.part(path), {
    open: (name, { Id = '', Type = '', Target = '', TargetMode }) => {
      if (name !== 'Relationship' || TargetMode === 'External') return;
      const target = Target.replaceAll('\\', '/');
      const type = Type.slice(Type.lastIndexOf('/') + 1);
      found.push({ id: Id, type, path: posix.resolve('/', dir, target).slice(1) });
    },
  });
  return found;
}
