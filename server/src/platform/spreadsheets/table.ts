/**
 * The value of a cell: a number if the file marks it as one, otherwise text. A day is `2019-06-28`.
 */
export type SheetCell = string | number;

export interface SheetRow {
  /** The number that a spreadsheet program shows beside the row. */
  number: number;
  cells: SheetCell[];
}

export interface TableLimits {
  rows: number;
  columns: number;
}

/** A decoding of a text file, with lines in which it can be seen whether the letters are right. */
export interface DecodedSample {
  encoding: string;
  lines: string[];
}

/** How a table was read, and the alternatives. */
export interface TableFacts {
  /** For a text file. */
  encoding?: string;
  /** The decodings that are possible, the likeliest first; a single one when it is certain. */
  encodings?: DecodedSample[];
  /** For a workbook: the name of the sheet that was read, and of all sheets. */
  sheet?: string;
  sheets?: { name: string; hidden: boolean }[];
  /** For a workbook: whether days given as numbers count from 1904. */
  date1904?: boolean;
  /** Rows that a spreadsheet program does not show; they were read. */
  hiddenRows?: number;
  /** Cells that were merged downwards; their value was taken for each row. */
  mergedCells?: number;
}

/** A file's rows that hold something. */
export interface Table {
  rows: SheetRow[];
  facts: TableFacts;
}

/** A sheet of a workbook; the only table of a CSV has no name. */
export interface NamedTable {
  name: string | null;
  rows: SheetRow[];
}

export const hasWords = ({ cells }: SheetRow) => cells.some((cell) => cell !== '');
