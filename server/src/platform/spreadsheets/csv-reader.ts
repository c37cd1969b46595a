import { parse, CsvError } from 'csv-parse/sync';
import { decodeText } from './encodings.js';
import { hasWords, type SheetRow, type Table, type TableLimits } from './table.js';
import { unquoteFormulas } from './cell.js';
import { UnreadableSheet } from './unreadable-sheet.js';

const delimiters = [';', ',', '\t', '|'];
/** Rows from which the delimiter is detected. */
const firstRows = 60;

/**
 * A CSV as rows of text, whatever program wrote it: its code page and delimiter are detected, and a
 * first line `sep=;` is respected. @throws UnreadableSheet
 */
export function readCsv(file: Buffer, encoding: string | undefined, limits: TableLimits): Table {
  const decoded = decodeText(file, encoding);
  const { delimiter, body } = partOf(decoded.text.replace(/^\ufeff/, ''));
  if (body.includes('\0')) throw new UnreadableSheet('unreadable');
  const rows = parseRows(body, delimiter ?? delimiterOf(body))
    .map((cells, index): SheetRow => ({ number: index + 1, cells: trimmed(cells) }))
    .filter(hasWords);
  if (rows.length > limits.rows) throw new UnreadableSheet('too-many-rows');
  if (rows.some(({ cells }) => cells.length > limits.columns))
    throw new UnreadableSheet('too-many-columns');
  return { rows, facts: { encoding: decoded.encoding, encodings: decoded.possible } };
}

/** Excel's own first line, which names the separator, is not a row. */
function partOf(text: string): { delimiter?: string; body: string } {
  const line = /^"?sep ?= ?(\\t|.)"?[\t;,|]*(\r\n|\r|\n)/i.exec(text);
  if (!line) return { body: text };
  return { delimiter: line[1] === '\\t' ? '\t' : line[1]!, body: text.slice(line[0].length) };
}

/** Line endings may differ within one file, because tables are pasted together by hand. */
const options = {
  relax_column_count: true,
  relax_quotes: true,
  skip_empty_lines: false,
  record_delimiter: ['\r\n', '\n', '\r'],
  ltrim: true,
};

function parseRows(text: string, delimiter: string): string[][] {
  try {
    return parse(text, { ...options, delimiter, max_record_size: 200_000 });
  } catch (error) {
    const open = error instanceof CsvError && /QUOTE|MAX_RECORD_SIZE/.test(error.code);
    throw new UnreadableSheet(open ? 'open-quote' : 'unreadable');
  }
}

/** Empty cells at the end of a row are dropped. */
function trimmed(cells: string[]): string[] {
  const texts = cells.map((cell) => unquoteFormulas(withoutFormula(cell.trim())).trim());
  return texts.slice(0, texts.findLastIndex((text) => text !== '') + 1);
}

/** Programs write `="05315"` so that Excel keeps the leading zero; old files end with Ctrl-Z. */
const withoutFormula = (cell: string) =>
  cell === '\u001a' ? '' : (/^="([^"]*)"$/.exec(cell)?.[1] ?? cell);

/** The delimiter that splits most of the first rows into the same number of cells. */
function delimiterOf(text: string): string {
  const fits = delimiters.map((delimiter) => ({ delimiter, fit: fitOf(text, delimiter) }));
  return fits.reduce((best, other) => (other.fit > best.fit ? other : best)).delimiter;
}

function fitOf(text: string, delimiter: string): number {
  const widths = new Map<number, number>();
  let rows = 0;
  try {
    for (const cells of parse(text, { ...options, delimiter, to: firstRows }) as string[][]) {
      if (cells.every((cell) => cell.trim() === '')) continue;
      rows += 1;
      widths.set(cells.length, (widths.get(cells.length) ?? 0) + 1);
    }
  } catch {
    return 0;
  }
  const fits = [...widths].filter(([width]) => width > 1);
  // The share of rows decides; the number of cells breaks ties.
  return Math.max(0, ...fits.map(([width, count]) => count / rows + width / 1_000));
}
