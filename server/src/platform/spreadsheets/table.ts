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

/** One decoding of a text file, with sample lines that show whether the letters are right. */
export interface DecodedSample {
  encoding: string;
  lines: string[];
}

/** How a table was read, and the alternatives. */
export interface TableFacts {
  /** For a text file: the encoding that was used. */
  encoding?: string;
  /** The possible decodings, the likeliest first; a single one if it is certain. */
  encodings?: DecodedSample[];
  /** For a workbook: the name of the sheet that was read, and of all sheets. */
  sheet?: string;
  sheets?: { name: string; hidden: boolean }[];
  /** For a workbook: whether dates stored as numbers count from 1904. */
  date1904?: boolean;
  /** Rows that a spreadsheet program hides; they were read too. */
  hiddenRows?: number;
  /** Cells merged downwards; their value was used for each row. */
  mergedCells?: number;
}

/** The rows of a file that are not empty. */
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
