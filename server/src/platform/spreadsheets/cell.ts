/**
 * A cell's value. A `Date` is a point in time; a day is the text `2014-05-13` in a column of kind
 * `day`.
 */
export type Cell = string | number | boolean | Date | null;

export interface TableColumn {
  /** The machine-readable heading. */
  name: string;
  /**
   * `day`: a date that may be known to the month or year only; `moment`: a point in time, written
   * in UTC in a CSV and in Strasbourg time in a workbook.
   */
  kind: 'text' | 'number' | 'boolean' | 'day' | 'moment';
  /** In a workbook, the approximate width in characters; by default what its kind usually needs. */
  width?: number;
}

/** Plain-text columns with these headings. */
export const textColumns = (names: readonly string[]): TableColumn[] =>
  names.map((name) => ({ name, kind: 'text' }));

export interface Table {
  /** At most 31 characters (Excel's limit for a sheet name). */
  name: string;
  columns: readonly TableColumn[];
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
  /** In a workbook that people print: text at the top of every sheet of paper. */
  printed?: string;
}

/**
 * Output is passed on in chunks of about this many characters, which avoids both a system call per
 * row and a whole file in memory.
 */
export const pieceLength = 64 * 1024;

/** Characters that begin a formula (OWASP: CSV injection), also in full-width and small forms. */
const sign = /'?[=+\-@＝＋－＠﹦﹢﹣﹫−]/g;
/**
 * Where a program may split a cell, whatever the file's own separator is: half of Europe's
 * spreadsheets split at semicolons.
 */
const cut = /[;\t\r\n\v\f\u0085\u2028\u2029]/;
const tab = /^'*[\t\r]/;
const address = /^https?:\/\/\S+$/i;

/**
 * Makes a text safe in a spreadsheet file: a character that could begin a formula, in the cell or
 * in any part of it, gets an apostrophe before it. In web addresses, which must still work, it is
 * percent-encoded.
 */
export function quoteFormulas(text: string): string {
  if (address.test(text)) return encodeFormulas(text);
  return eachFormula(tab.test(text) ? `'${text}` : text, (found) => `'${found}`);
}

/** Restores the text that was given to `quoteFormulas`. */
export function unquoteFormulas(text: string): string {
  const unquoted = eachFormula(text, (found) => found.replace(/^'/, ''));
  return tab.test(unquoted) ? unquoted.replace(/^'/, '') : unquoted;
}

/**
 * Percent-encodes a web address so that no part of it begins a formula. Other texts stay the same.
 */
export function encodeFormulas(text: string): string {
  return address.test(text) ? eachFormula(text, percentEncode) : text;
}

/**
 * Replaces each sign that would begin a cell, together with an apostrophe before it if there is
 * one.
 */
function eachFormula(text: string, replace: (found: string) => string): string {
  return text.replace(sign, (found: string, at: number) =>
    beginsCell(text, at) ? replace(found) : found,
  );
}

/**
 * Whether only apostrophes, preceded by spaces and quotation marks, come between the beginning of
 * the cell and this point.
 */
function beginsCell(text: string, at: number): boolean {
  let before = at - 1;
  while (text[before] === "'") before -= 1;
  while (before >= 0 && /[\s"]/.test(text[before]!) && !cut.test(text[before]!)) before -= 1;
  return before < 0 || cut.test(text[before]!);
}

function percentEncode(text: string): string {
  return [...Buffer.from(text)]
    .map((byte) => `%${byte.toString(16).toUpperCase().padStart(2, '0')}`)
    .join('');
}
