import { pieceLength, quoteFormulas, type Cell, type Table } from './cell.js';

/**
 * A table as CSV (RFC 4180), UTF-8, with a heading line, in pieces.
 * @param mark begins with a byte order mark, by which Excel knows UTF-8.
 */
export async function* csv(
  { columns, rows }: Omit<Table, 'name'>,
  mark = false,
): AsyncGenerator<string> {
  let piece = (mark ? '\uFEFF' : '') + csvLine(columns.map(({ name }) => name));
  for await (const row of rows) {
    piece += csvLine(row);
    if (piece.length > pieceLength) {
      yield piece;
      piece = '';
    }
  }
  yield piece;
}

export function csvLine(cells: readonly Cell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/**
 * A text that a spreadsheet would run as a formula gets an apostrophe before it; numbers are what
 * they are.
 */
function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell === 'number') return plainNumber(cell);
  if (typeof cell !== 'string') return String(cell);
  const text = quoteFormulas(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Without an exponent, which people and programs do not take for a number. */
function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e')
    ? value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 })
    : text;
}
