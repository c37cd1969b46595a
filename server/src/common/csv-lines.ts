import { Readable } from 'node:stream';

export type CsvCell = string | number | null | undefined;

/**
 * One line of CSV (RFC 4180). A spreadsheet would run a cell that begins like a formula, with somebody else's words in it: such a cell gets an
 * apostrophe in front (OWASP, CSV injection).
 */
export function csvLine(cells: readonly CsvCell[]): string {
  return `${cells.map(csvCell).join(',')}\r\n`;
}

/** Lines as they come, under a head; the mark at the beginning tells spreadsheets that it is UTF-8. */
export function csvStream(head: readonly string[], rows: AsyncIterable<readonly CsvCell[]>): Readable {
  return Readable.from(
    (async function* lines() {
      yield `\uFEFF${csvLine(head)}`;
      for await (const row of rows) yield csvLine(row);
    })(),
  );
}

function csvCell(value: CsvCell): string {
  if (value === null || value === undefined) return '';
  if (typeof value === 'number') return String(value);
  const text = /^[=+\-@\t\r]/.test(value) ? `'${value}` : value;
  return /[",\r\n]/.test(text) ? `"${text.replace(/"/g, '""')}"` : text;
}
