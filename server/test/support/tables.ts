import { readFile } from 'node:fs/promises';
import { readTable, type TableWish } from '../../src/platform/spreadsheets/read-sheet.js';
import type { SheetFault } from '../../src/platform/spreadsheets/unreadable-sheet.js';

const limits = { rows: 5_000, columns: 60 };
const zipLimits = { entries: 200, bytes: 1_000_000 };

/** Reads a table within small limits. */
export const read = (file: Buffer | string, wish: TableWish = {}) =>
  readTable(Buffer.from(file), wish, zipLimits, limits);

/** The cells of its rows. */
export const cells = async (file: Buffer | string, wish?: TableWish) =>
  (await read(file, wish)).rows.map((row) => row.cells);

/** A small input of `test/fixtures/sheets`. */
export const sheetFixture = (name: string) =>
  readFile(new URL(`../fixtures/sheets/${name}`, import.meta.url));

export const refused = (file: Buffer | string, fault: SheetFault) =>
  expect(read(file)).rejects.toMatchObject({ fault });
