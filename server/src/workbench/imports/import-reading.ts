import { Problem } from '../../platform/http/problem.js';
import { limits } from '../../platform/config/limits.js';
import { readTable, type TableWish } from '../../platform/spreadsheets/read-sheet.js';
import type { SheetRow, Table, TableFacts } from '../../platform/spreadsheets/table.js';
import { UnreadableSheet } from '../../platform/spreadsheets/unreadable-sheet.js';
import { fieldsNamed } from './import-fields.js';

/** A table: its headings, and its rows with the numbers that a spreadsheet shows beside them. */
export interface Sheet {
  columns: string[];
  rows: SheetRow[];
  /** Whether its day numbers count from 1904. */
  date1904?: boolean;
  /**
   * Whether it is delimited text: a row with more cells than headings was split in a wrong place.
   */
  delimited?: boolean;
}

/** The colleague's choices where the file is ambiguous. */
export interface ReadingWish extends TableWish {
  /** The number of the row with the headings; 0 when there is none. */
  headRow?: number | undefined;
}

export const readingQuestions = ['encoding', 'headRow'] as const;
export type ReadingQuestion = (typeof readingQuestions)[number];

/**
 * How a file was read, the open questions for a colleague, and sample rows to decide them.
 */
export interface ImportReading {
  wish: ReadingWish;
  facts: TableFacts;
  headRow: number;
  questions: ReadingQuestion[];
  top: SheetRow[];
}

/** The rows searched for headings. */
const topRows = 10;

/** @throws UnreadableSheet */
export async function readImport(
  file: Buffer,
  wish: ReadingWish,
): Promise<{ sheet: Sheet; reading: ImportReading }> {
  const table = await readTable(file, wish, limits.sheetUnpacked, {
    rows: limits.sheetRows + topRows,
    columns: limits.sheetColumns,
  });
  const guess = guessHead(table.rows.slice(0, topRows));
  const headRow = wish.headRow ?? guess.headRow;
  const sheet = sheetOf(table, headRow);
  if (sheet.rows.length === 0) throw new UnreadableSheet('empty');
  if (sheet.rows.length > limits.sheetRows) throw new UnreadableSheet('too-many-rows');
  const questions: ReadingQuestion[] = [];
  if ((table.facts.encodings?.length ?? 1) > 1 && !wish.encoding) questions.push('encoding');
  if (!guess.certain && wish.headRow === undefined) questions.push('headRow');
  const reading = {
    wish,
    facts: table.facts,
    headRow,
    questions,
    top: table.rows.slice(0, topRows),
  };
  return { sheet, reading };
}

/**
 * The row with the most known headings. It is certain only if it is the first row: a row above it
 * may be a title, and a table without known headings may have none at all.
 */
function guessHead(rows: SheetRow[]): { headRow: number; certain: boolean } {
  const known = rows.map((row) => fieldsNamed(row.cells.map(String)).length);
  const best = known.indexOf(Math.max(...known));
  const width = rows[0]!.cells.length;
  const certain = best === 0 && known[0]! >= Math.min(2, width);
  return { headRow: rows[best]!.number, certain };
}

function sheetOf({ rows, facts }: Table, headRow: number): Sheet {
  const head = rows.find(({ number }) => number === headRow);
  const body = rows.filter(({ number }) => number > headRow);
  const delimited = facts.encoding !== undefined && head !== undefined;
  const headings = (head?.cells ?? []).map(String);
  const width = delimited
    ? headings.length
    : Math.max(headings.length, ...body.map(({ cells }) => cells.length));
  const columns = Array.from({ length: width }, (_, index) => headings[index] ?? '');
  return { columns, rows: body, delimited, date1904: facts.date1904 ?? false };
}

/** @throws Problem 413 or 422 for a file that is not an importable table. */
export async function openImport(content: Buffer, wish: ReadingWish) {
  try {
    return await readImport(content, wish);
  } catch (error) {
    if (!(error instanceof UnreadableSheet)) throw error;
    throw new Problem(
      error.fault === 'too-large' ? 413 : 422,
      `sheet-${error.fault}`,
      'This file cannot be imported.',
      {
        max: error.fault === 'too-many-rows' ? limits.sheetRows : limits.sheetColumns,
      },
    );
  }
}
