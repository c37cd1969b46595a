import { textOfCell } from './import-values.js';
import type { RowErrorDto } from './import-check.dto.js';
import { repeatedHeadings } from './import-fields.js';
import type { ImportReadingDto } from './import-reading.dto.js';
import type { ImportReading, Sheet } from './import-reading.js';
import type { ImportRow } from './import-rows.js';
import type { ImportMapping } from './import.entity.js';

/** How a file was read, as the screen shows it. */
export function presentReading(
  { facts, headRow, questions, top }: ImportReading,
  { columns }: Sheet,
): ImportReadingDto {
  return {
    encoding: facts.encoding ?? null,
    encodings: facts.encodings ?? [],
    sheet: facts.sheet ?? null,
    sheets: facts.sheets ?? [],
    headRow,
    questions,
    top: top.map(({ number, cells }) => ({ number, cells: cells.map(textOfCell) })),
    hiddenRows: facts.hiddenRows ?? 0,
    mergedCells: facts.mergedCells ?? 0,
    repeatedHeadings: repeatedHeadings(columns),
  };
}

/** Long enough for every valid value; a longer one is visibly cut. */
const longestShown = 500;
const shown = (text: string) =>
  text.length > longestShown ? `${text.slice(0, longestShown)}…` : text;

/** Each error of a row, with its column and value. */
export function rowErrors(
  { number, errors, raw }: ImportRow,
  { columns }: Sheet,
  mapping: ImportMapping,
): RowErrorDto[] {
  return errors.map(({ pointer, key, params }) => {
    const field = pointer.slice(1) as keyof ImportRow['raw'];
    const column = mapping.columns[field];
    return {
      row: number,
      column: column === undefined ? '' : columns[column]!,
      value: shown(raw[field] ?? ''),
      pointer,
      key,
      params,
    };
  });
}
