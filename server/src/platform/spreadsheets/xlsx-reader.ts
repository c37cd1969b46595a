import type { Archive } from './archive.js';
import { codesSheet } from './table-file.js';
import type { NamedTable, Table, TableFacts, TableLimits } from './table.js';
import { UnreadableSheet } from './unreadable-sheet.js';
import { openWorkbook, type SheetPart, type Workbook } from './workbook.js';
import { dateStyles } from './xlsx-dates.js';
import { readRows, type CellContext, type SheetContent } from './xlsx-rows.js';
import { sharedStrings } from './xlsx-strings.js';

/**
 * A sheet of a workbook as a spreadsheet program shows it: dates in ISO format, formulas as their
 * last result. By default this is the first visible sheet that is not empty.
 * @throws UnreadableSheet
 */
export async function readXlsx(
  archive: Archive,
  wanted: string | undefined,
  limits: TableLimits,
): Promise<Table> {
  const workbook = await openWorkbook(archive);
  const context = await cellContext(archive, workbook);
  for (const sheet of candidates(workbook, wanted)) {
    const content = await readRows(archive.part(sheet.path), context, limits);
    if (content.rows.length === 0) continue;
    const mergedCells = fillMerged(content);
    return { rows: content.rows, facts: { ...factsOf(workbook, sheet, content), mergedCells } };
  }
  throw new UnreadableSheet('empty');
}

/** The sheets with the wanted names, in order. @throws UnreadableSheet */
export async function readSheets(
  archive: Archive,
  isWanted: (sheet: string) => boolean,
  limits: TableLimits,
): Promise<NamedTable[]> {
  const workbook = await openWorkbook(archive);
  const context = await cellContext(archive, workbook);
  const tables: NamedTable[] = [];
  for (const { name, path } of workbook.sheets.filter(({ name }) => isWanted(name))) {
    const content = await readRows(archive.part(path), context, limits);
    fillMerged(content);
    tables.push({ name, rows: content.rows });
  }
  return tables;
}

async function cellContext(archive: Archive, workbook: Workbook): Promise<CellContext> {
  return {
    strings: await sharedStrings(archive, workbook.sharedStrings),
    dates: await dateStyles(archive, workbook.styles),
    date1904: workbook.date1904,
  };
}

/**
 * The sheets that may be read, in order; hidden ones only on request. In our own exports this is
 * the sheet with the codes.
 */
function candidates({ sheets }: Workbook, wanted: string | undefined): SheetPart[] {
  if (wanted !== undefined) return sheets.filter(({ name }) => name === wanted);
  const ofCodes = sheets.filter(({ name }) => name === codesSheet);
  if (ofCodes.length > 0) return ofCodes;
  const visible = sheets.filter(({ hidden }) => !hidden);
  return visible.length > 0 ? visible : sheets;
}

function factsOf(workbook: Workbook, { name }: SheetPart, { hiddenRows }: SheetContent) {
  const facts: TableFacts = {
    sheet: name,
    sheets: workbook.sheets.map(({ name, hidden }) => ({ name, hidden })),
    date1904: workbook.date1904,
    hiddenRows,
  };
  return facts;
}

/**
 * A cell merged downwards counts for each of its rows, as it is shown. A cell merged sideways does
 * not: a title across five columns is not five values.
 * @returns how many cells were filled.
 */
function fillMerged({ rows, merged }: SheetContent): number {
  let filled = 0;
  const byNumber = new Map(rows.map((row) => [row.number, row]));
  for (const { top, bottom, left, right } of merged) {
    const value = byNumber.get(top)?.cells[left] ?? '';
    if (value === '' || left !== right) continue;
    for (const row of rows) {
      if (row.number <= top || row.number > bottom || (row.cells[left] ?? '') !== '') continue;
      while (row.cells.length < left) row.cells.push('');
      row.cells[left] = value;
      filled += 1;
    }
  }
  return filled;
}
