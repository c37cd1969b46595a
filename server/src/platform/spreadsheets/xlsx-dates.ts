import type { Archive } from './archive.js';
import { readXml } from './xml.js';

/** The precision with which a cell's format shows a date. */
export type Exactness = 'day' | 'month' | 'year';

/** Built-in number formats that show days (ECMA-376 part 1, 18.8.30); those of times do not. */
const dayFormats = new Set([14, 15, 16, 22, 27, 28, 29, 30, 31, 36, 50, 51, 52, 53, 54, 57, 58]);
const monthFormats = new Set([17, 55, 56]);

/** The cell formats that show a date, by their number. */
export async function dateStyles(
  archive: Archive,
  path: string | undefined,
): Promise<Map<number, Exactness>> {
  const own = new Map<number, Exactness | undefined>();
  const styles = new Map<number, Exactness>();
  if (!path || !archive.has(path)) return styles;
  let inCells = false;
  let index = 0;
  await readXml(archive.part(path), {
    open: (name, attributes) => {
      if (name === 'numFmt')
        own.set(Number(attributes['numFmtId']), exactnessOf(attributes['formatCode'] ?? ''));
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const format = Number(attributes['numFmtId'] ?? 0);
      const exactness = own.has(format) ? own.get(format) : builtIn(format);
      if (exactness) styles.set(index, exactness);
      index += 1;
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

function builtIn(format: number): Exactness | undefined {
  if (monthFormats.has(format)) return 'month';
  return dayFormats.has(format) ? 'day' : undefined;
}

/**
 * Letters that are quoted, escaped or in brackets are not part of a date; an `m` on its own means
 * minutes.
 */
function exactnessOf(code: string): Exactness | undefined {
  const bare = code.replace(/"[^"]*"|\\.|_.|\*.|\[[^\]]*\]/g, '').split(';', 1)[0]!;
  if (/^(general|standard)$/i.test(bare.trim())) return undefined;
  if (/d/i.test(bare)) return 'day';
  if (!/[ye]/i.test(bare.replace(/e[+-]/gi, ''))) return undefined;
  return /m/i.test(bare) ? 'month' : 'year';
}

const dayLength = 86_400_000;

/**
 * The ISO date of a serial number, or undefined if the number is not a date. Excel counts from 30
 * December 1899, because it includes a 29 February 1900 that never existed.
 */
export function dateOfSerial(serial: number, date1904: boolean): string | undefined {
  const zero = date1904 ? Date.UTC(1904, 0, 1) : Date.UTC(1899, 11, 30);
  if (!(serial >= 0 && serial < 2_958_466)) return undefined;
  return new Date(zero + Math.floor(serial) * dayLength).toISOString().slice(0, 10);
}

export const shownAs = (date: string, exactness: Exactness) =>
  date.slice(0, { day: 10, month: 7, year: 4 }[exactness]);
