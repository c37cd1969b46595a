import { Archive, type ZipLimits } from './archive.js';
import { readCsv } from './csv-reader.js';
import { kindOfArchive, kindOfBytes } from './file-kind.js';
import type { Table, TableLimits } from './table.js';
import { UnreadableSheet } from './unreadable-sheet.js';
import { readXlsx } from './xlsx-reader.js';

/** The user's choices where the file is ambiguous. */
export interface TableWish {
  encoding?: string | undefined;
  sheet?: string | undefined;
}

/**
 * Reads a CSV or an XLSX, judged by its content and not by its name. Rows that hold nothing are
 * left out. @throws UnreadableSheet
 */
export async function readTable(
  file: Buffer,
  wish: TableWish,
  zipLimits: ZipLimits,
  limits: TableLimits,
): Promise<Table> {
  if (file.length === 0) throw new UnreadableSheet('empty');
  const other = kindOfBytes(file);
  if (other) throw new UnreadableSheet(other);
  const table = isArchive(file)
    ? await readArchive(file, wish.sheet, zipLimits, limits)
    : readCsv(file, wish.encoding, limits);
  if (table.rows.length === 0) throw new UnreadableSheet('empty');
  return table;
}

const isArchive = (file: Buffer) => file.length >= 4 && file.readUInt32LE(0) === 0x04034b50;

async function readArchive(
  file: Buffer,
  sheet: string | undefined,
  zipLimits: ZipLimits,
  limits: TableLimits,
): Promise<Table> {
  const archive = await Archive.open(file, zipLimits);
  const other = kindOfArchive(archive);
  if (other) throw new UnreadableSheet(other);
  return readXlsx(archive, sheet, limits);
}
