import { parse } from 'csv-parse/sync';
import { UnreadableSheet } from './unreadable-sheet.js';
import type { TableLimits } from './xlsx-reader.js';

const delimiters = [',', ';', '\t', '|'];

/**
 * A CSV as rows of text, whoever wrote it: UTF-8 with or without a byte order mark, UTF-16 or
 * Windows' Western characters; parted by commas, semicolons or tabs.
 * @throws UnreadableSheet
 */
export function readCsv(file: Buffer, limits: TableLimits): string[][] {
  const text = decode(file);
  if (text.includes('\0')) throw new UnreadableSheet('unreadable');
  const rows = parseRows(text, delimiterOf(text), limits.rows + 2);
  if (rows.length > limits.rows + 1) throw new UnreadableSheet('too-many-rows');
  if (rows.some((row) => row.length > limits.columns))
    throw new UnreadableSheet('too-many-columns');
  return rows;
}

function parseRows(text: string, delimiter: string, to: number): string[][] {
  try {
    return parse(text, {
      delimiter,
      bom: true,
      relax_column_count: true,
      relax_quotes: true,
      skip_empty_lines: false,
      to,
      max_record_size: 200_000,
    });
  } catch {
    throw new UnreadableSheet('unreadable');
  }
}

function decode(file: Buffer): string {
  if (file[0] === 0xff && file[1] === 0xfe) return new TextDecoder('utf-16le').decode(file);
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(file);
  } catch {
    return new TextDecoder('windows-1252').decode(file);
  }
}

/** What parts the head line most often. */
function delimiterOf(text: string): string {
  const head = /^[^\r\n]*/.exec(text)![0].replace(/"[^"]*"/g, '');
  const count = (delimiter: string) => head.split(delimiter).length;
  return delimiters.reduce((best, delimiter) =>
    count(delimiter) > count(best) ? delimiter : best,
  );
}
