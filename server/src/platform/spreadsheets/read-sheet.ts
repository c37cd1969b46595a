import { readCsv } from './csv-reader.js';
import { UnreadableSheet } from './unreadable-sheet.js';
import { readXlsx, type TableLimits } from './xlsx-reader.js';
import type { ZipLimits } from './zip-reader.js';

/** A table: its head, and its rows with the numbers that a spreadsheet shows beside them. */
export interface Sheet {
  columns: string[];
  rows: SheetRow[];
}

export interface SheetRow {
  number: number;
  cells: string[];
}

/**
 * Reads a CSV or an XLSX, judged by its content and not by its name. Rows without a word are left
 * out.
 * @throws UnreadableSheet
 */
export async function readSheet(
  file: Buffer,
  zipLimits: ZipLimits,
  limits: TableLimits,
): Promise<Sheet> {
  if (file.length === 0) throw new UnreadableSheet('empty');
  // The old binary workbook, and the shell of one with a password.
  if (file.readUIntBE(0, Math.min(4, file.length)) === 0xd0cf11e0)
    throw new UnreadableSheet('encrypted');
  const isArchive = file.length >= 4 && file.readUInt32LE(0) === 0x04034b50;
  const table = isArchive ? await readXlsx(file, zipLimits, limits) : readCsv(file, limits);
  const [head, ...rows] = table
    .map((cells, index) => ({ number: index + 1, cells: cells.map((cell) => cell.trim()) }))
    .filter(hasWords);
  if (!head || rows.length === 0) throw new UnreadableSheet('empty');
  const width = Math.max(head.cells.length, ...rows.map(({ cells }) => cells.length));
  const filled = (cells: string[]) =>
    Array.from({ length: width }, (_, index) => cells[index] ?? '');
  return {
    columns: filled(head.cells),
    rows: rows.map(({ number, cells }) => ({ number, cells: filled(cells) })),
  };
}

const hasWords = ({ cells }: SheetRow) => cells.some((cell) => cell !== '');
