import { Archive, type ZipLimits } from './archive.js';
import { readCsv } from './csv-reader.js';
import { kindOfArchive, kindOfBytes } from './file-kind.js';
import type { NamedTable, Table, TableLimits } from './table.js';
import { UnreadableSheet } from './unreadable-sheet.js';
import { readSheets, readXlsx } from './xlsx-reader.js';

/** The user's choices where the file is ambiguous. */
export interface TableWish {
  encoding?: string | undefined;
  sheet?: string | undefined;
}

/**
 * Reads a CSV or an XLSX, judged by its content and not by its name. Empty rows are left out.
 * @throws UnreadableSheet
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
  return readXlsx(await openWorkbookFile(file, zipLimits), sheet, limits);
}

/**
 * The sheets of a workbook with the wanted names, or the table of a CSV. @throws UnreadableSheet
 */
export async function readTables(
  file: Buffer,
  isWanted: (sheet: string) => boolean,
  zipLimits: ZipLimits,
  limits: TableLimits,
): Promise<NamedTable[]> {
  if (!isArchive(file)) {
    const { rows } = await readTable(file, {}, zipLimits, limits);
    return [{ name: null, rows }];
  }
  return readSheets(await openWorkbookFile(file, zipLimits), isWanted, limits);
}

/** @throws UnreadableSheet for an archive that is not a workbook. */
async function openWorkbookFile(file: Buffer, zipLimits: ZipLimits): Promise<Archive> {
  const archive = await Archive.open(file, zipLimits);
  const other = kindOfArchive(archive);
  if (other) throw new UnreadableSheet(other);
  return archive;
}
