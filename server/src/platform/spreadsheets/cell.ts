/**
 * What stands in a cell. A `Date` is a moment; a day is the text `2014-05-13` in a column of kind
 * `day`.
 */
export type Cell = string | number | boolean | Date | null;

export interface TableColumn {
  /** The heading, as a program reads it. */
  name: string;
  /** `day`: a date that may be known to the month or year only; `moment`: a point in time, UTC. */
  kind: 'text' | 'number' | 'boolean' | 'day' | 'moment';
}

/** Columns of plain text, by their headings. */
export const textColumns = (names: readonly string[]): TableColumn[] =>
  names.map((name) => ({ name, kind: 'text' }));

export interface Table {
  /** At most 31 letters (Excel's limit for the name of a sheet). */
  name: string;
  columns: readonly TableColumn[];
  rows: AsyncIterable<readonly Cell[]> | Iterable<readonly Cell[]>;
}

/**
 * Output is handed on in pieces of about this many characters: neither a system call for each row
 * nor a whole file in memory.
 */
export const pieceLength = 64 * 1024;
