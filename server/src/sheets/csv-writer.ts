import { Readable } from 'node:stream';
import { stringify } from 'csv-stringify';
import type { Cell } from './xlsx-writer.js';

/** RFC 4180, as its rows come. A text that a spreadsheet would run as a formula begins with an apostrophe. */
export function csv(head: string[], rows: AsyncIterable<Cell[]>, bom: boolean): AsyncIterable<Buffer> {
  const source = Readable.from(rows);
  const writer = stringify({
    columns: head,
    header: true,
    bom,
    record_delimiter: '\r\n',
    escape_formulas: true,
    // The library looks for whole record delimiters only; a line break alone ends a record for every reader.
    quoted_match: /[\r\n]/,
    cast: {
      // Only what somebody typed can be a formula: a longitude of -9.1 is a number.
      number: (value) => ({ value: String(value), escape_formulas: false }),
      date: (value) => ({ value: value.toISOString().slice(0, 10), escape_formulas: false }),
      boolean: (value) => (value ? 'yes' : 'no'),
    },
  });
  source.on('error', (error) => writer.destroy(error));
  writer.on('close', () => source.destroy());
  return source.pipe(writer);
}
