import { hasWords, type SheetCell, type SheetRow, type TableLimits } from './table.js';
import { UnreadableSheet } from './unreadable-sheet.js';
import { dateOfSerial, shownAs, type Exactness } from './xlsx-dates.js';
import { unescapeText } from './xlsx-strings.js';
import { readXml, type Attributes } from './xml.js';

/** The parts that the cells of a sheet refer to. */
export interface CellContext {
  strings: string[];
  dates: Map<number, Exactness>;
  date1904: boolean;
}

/** Cells shown as one, given by their corners, counted from 0. */
export interface MergedRange {
  top: number;
  left: number;
  bottom: number;
  right: number;
}

export interface SheetContent {
  rows: SheetRow[];
  merged: MergedRange[];
  hiddenRows: number;
}

/** More merged ranges than any real table has. */
const mostMerged = 20_000;

interface OpenCell {
  column: number;
  type: string;
  style: number;
  value: string;
}

/**
 * The rows of a sheet that are not empty. Cells with only formatting are empty, so they add neither
 * rows nor columns. @throws UnreadableSheet
 */
export async function readRows(
  pieces: AsyncIterable<Buffer>,
  context: CellContext,
  limits: TableLimits,
): Promise<SheetContent> {
  const rows: SheetRow[] = [];
  const merged: MergedRange[] = [];
  let hiddenRows = 0;
  let row: SheetRow = { number: 0, cells: [] };
  let hidden = false;
  let next = 0;
  let cell: OpenCell | undefined;
  let reading = false;
  await readXml(pieces, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = { number: Number(attributes['r'] ?? row.number + 1), cells: [] };
        hidden = attributes['hidden'] === '1' || attributes['hidden'] === 'true';
        next = 0;
      }
      if (name === 'c') cell = openCell(attributes, next);
      if (name === 'mergeCell' && merged.length < mostMerged)
        merged.push(rangeOf(attributes['ref'] ?? ''));
      if (name === 'rPh') reading = false;
      else reading = holdsText(name, cell);
    },
    text: (part) => {
      if (cell && reading) cell.value += part;
    },
    close: (name) => {
      if (name === 'v' || name === 't') reading = false;
      if (name === 'row' && hasWords(row)) {
        rows.push(row);
        if (hidden) hiddenRows += 1;
        if (rows.length > limits.rows) throw new UnreadableSheet('too-many-rows');
      }
      if (name !== 'c' || !cell) return;
      next = cell.column + 1;
      fill(row.cells, cell.column, valueOf(cell, context), limits);
      cell = undefined;
    },
  });
  return { rows, merged, hiddenRows };
}

function fill(cells: SheetCell[], column: number, value: SheetCell, limits: TableLimits): void {
  if (value === '') return;
  if (column >= limits.columns) throw new UnreadableSheet('too-many-columns');
  while (cells.length < column) cells.push('');
  cells[column] = value;
}

function openCell({ r, t, s }: Attributes, next: number): OpenCell {
  return { column: r ? columnOf(r) : next, type: t ?? 'n', style: Number(s ?? 0), value: '' };
}

function holdsText(name: string, cell: OpenCell | undefined): boolean {
  return cell !== undefined && (name === 'v' || (name === 't' && cell.type === 'inlineStr'));
}

function valueOf({ type, style, value }: OpenCell, context: CellContext): SheetCell {
  if (type === 's') return (context.strings[Number(value)] ?? '').trim();
  if (type === 'b') return value.trim() === '1' ? 'TRUE' : 'FALSE';
  if (type === 'str' || type === 'inlineStr') return unescapeText(value).trim();
  // Errors such as #N/A are kept as shown, and refused where a value is required.
  if (type !== 'n' || value.trim() === '') return value.trim();
  const number = Number(value);
  if (!Number.isFinite(number)) return value.trim();
  const exactness = context.dates.get(style);
  const date = exactness && dateOfSerial(number, context.date1904);
  return date ? shownAs(date, exactness) : number;
}

/** B7 is column 1. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/i.exec(reference)?.[0]?.toUpperCase() ?? 'A')
    column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

function rangeOf(reference: string): MergedRange {
  const [from = '', to = from] = reference.replaceAll('$', '').split(':');
  const rowOf = (cell: string) => Number(/\d+$/.exec(cell)?.[0] ?? 1);
  return { top: rowOf(from), bottom: rowOf(to), left: columnOf(from), right: columnOf(to) };
}
