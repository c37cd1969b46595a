import { pieceLength, quoteFormulas, type Cell, type Table } from './cell.js';

/**
 * Writes a table as CSV (RFC 4180) in chunks: UTF-8, with a header line.
 * @param mark begins with a byte order mark, by which Excel recognises UTF-8.
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
 * Prefixes text that a spreadsheet would run as a formula with an apostrophe; numbers stay
 * unchanged.
 */
function csvCell(cell: Cell): string {
  if (cell === null) return '';
  if (cell instanceof Date) return cell.toISOString();
  if (typeof cell === 'number') return plainNumber(cell);
  if (typeof cell !== 'string') return String(cell);
  const text = quoteFormulas(cell);
  return /[",\r\n]/.test(text) ? `"${text.replaceAll('"', '""')}"` : text;
}

/** Writes no exponent, because people and some programs do not read it as a number. */
function plainNumber(value: number): string {
  const text = String(value);
  return text.includes('e')
    ? value.toLocaleString('en', { useGrouping: false, maximumFractionDigits: 20 })
    : text;
}
