import sax from 'sax';
import { UnreadableSheet } from './unreadable-sheet.js';
import { ZipReader, type ZipLimits } from './zip-reader.js';

export interface TableLimits {
  rows: number;
  columns: number;
}

/** Number formats that are days or times (ECMA-376 part 1, 18.8.30). */
const dateFormats = new Set([
  14, 15, 16, 17, 18, 19, 20, 21, 22, 27, 28, 29, 30, 31, 36, 45, 46, 47, 50, 51, 52, 53, 54, 55,
  56, 57, 58,
]);

/**
 * The first sheet of a workbook as rows of text: days as ISO dates, numbers with a point, formulas
 * as their last result.
 * @throws UnreadableSheet
 */
export async function readXlsx(
  file: Buffer,
  zipLimits: ZipLimits,
  limits: TableLimits,
): Promise<string[][]> {
  const archive = ZipReader.open(file, zipLimits);
  const path = await firstSheet(archive);
  const strings = archive.has('xl/sharedStrings.xml')
    ? sharedStrings(await archive.text('xl/sharedStrings.xml'))
    : [];
  const dates = archive.has('xl/styles.xml')
    ? dateStyles(await archive.text('xl/styles.xml'))
    : new Set<number>();
  return readRows(await archive.text(path), strings, dates, limits);
}

async function firstSheet(archive: ZipReader): Promise<string> {
  let id = '';
  parse(await archive.text('xl/workbook.xml'), {
    open: (name, attributes) => (name === 'sheet' ? (id ||= attributes['r:id'] ?? '') : undefined),
  });
  let target = '';
  parse(await archive.text('xl/_rels/workbook.xml.rels'), {
    open: (name, attributes) =>
      name === 'Relationship' && attributes['Id'] === id
        ? (target = attributes['Target'] ?? '')
        : undefined,
  });
  return target.startsWith('/') ? target.slice(1) : `xl/${target}`;
}

/** The text of each shared string; how it is pronounced (rPh) is not part of it. */
function sharedStrings(xml: string): string[] {
  const strings: string[] = [];
  let text = '';
  let reading = false;
  let pronunciation = false;
  parse(xml, {
    open: (name) => {
      if (name === 'si') text = '';
      if (name === 'rPh') pronunciation = true;
      if (name === 't') reading = !pronunciation;
    },
    text: (part) => {
      if (reading) text += part;
    },
    close: (name) => {
      if (name === 't') reading = false;
      if (name === 'rPh') pronunciation = false;
      if (name === 'si') strings.push(text);
    },
  });
  return strings;
}

/** The numbers of the cell formats that show a day. */
function dateStyles(xml: string): Set<number> {
  const own = new Set<number>();
  const styles = new Set<number>();
  let inCells = false;
  let index = 0;
  parse(xml, {
    open: (name, attributes) => {
      if (name === 'numFmt' && /[ymd]/i.test(bareFormat(attributes['formatCode'] ?? '')))
        own.add(Number(attributes['numFmtId']));
      if (name === 'cellXfs') inCells = true;
      if (name !== 'xf' || !inCells) return;
      const format = Number(attributes['numFmtId'] ?? 0);
      if (dateFormats.has(format) || own.has(format)) styles.add(index);
      index++;
    },
    close: (name) => {
      if (name === 'cellXfs') inCells = false;
    },
  });
  return styles;
}

/** Without what is quoted, escaped or in brackets: those letters are no days. */
const bareFormat = (code: string) => code.replace(/"[^"]*"|\\.|\[[^\]]*\]/g, '');

interface OpenCell {
  column: number;
  type: string;
  style: number;
  value: string;
}

function readRows(
  xml: string,
  strings: string[],
  dates: Set<number>,
  limits: TableLimits,
): string[][] {
  const rows: string[][] = [];
  let row: string[] = [];
  let cell: OpenCell | undefined;
  let reading = false;
  parse(xml, {
    open: (name, attributes) => {
      if (name === 'row') {
        row = [];
        skipTo(rows, Number(attributes['r'] ?? rows.length + 1), limits);
      }
      if (name === 'c') cell = openCell(attributes, row.length, limits);
      reading = holdsText(name, cell);
    },
    text: (part) => {
      if (cell && reading) cell.value += part;
    },
    close: (name) => {
      if (name === 'v' || name === 't') reading = false;
      if (name === 'row') rows.push(row);
      if (name !== 'c' || !cell) return;
      while (row.length < cell.column) row.push('');
      row[cell.column] = textOf(cell, strings, dates);
      cell = undefined;
    },
  });
  return rows;
}

/** Rows without a cell are not written at all. */
function skipTo(rows: string[][], number: number, limits: TableLimits): void {
  if (number > limits.rows + 1) throw new UnreadableSheet('too-many-rows');
  while (rows.length < number - 1) rows.push([]);
}

function openCell(
  { r, t, s }: Record<string, string>,
  next: number,
  limits: TableLimits,
): OpenCell {
  const column = r ? columnOf(r) : next;
  if (column >= limits.columns) throw new UnreadableSheet('too-many-columns');
  return { column, type: t ?? 'n', style: Number(s ?? 0), value: '' };
}

function holdsText(name: string, cell: OpenCell | undefined): boolean {
  return cell !== undefined && (name === 'v' || (name === 't' && cell.type === 'inlineStr'));
}

function textOf({ type, style, value }: OpenCell, strings: string[], dates: Set<number>): string {
  if (type === 's') return strings[Number(value)] ?? '';
  if (type === 'b') return value === '1' ? 'true' : 'false';
  if (type === 'e') return '';
  if (type === 'd') return value.slice(0, 10);
  if (type !== 'n' || value === '') return value;
  return dates.has(style) ? dayOf(Number(value)) : String(Number(value));
}

/** Excel's days begin on 30 December 1899. */
function dayOf(days: number): string {
  const date = new Date(Math.floor(days - 25_569) * 86_400_000);
  return Number.isNaN(date.getTime()) ? '' : date.toISOString().slice(0, 10);
}

/** B7 stands in column 1. */
function columnOf(reference: string): number {
  let column = 0;
  for (const letter of /^[A-Z]{1,3}/.exec(reference)?.[0] ?? 'A')
    column = column * 26 + letter.charCodeAt(0) - 64;
  return column - 1;
}

interface Listener {
  open(name: string, attributes: Record<string, string>): void;
  text?(text: string): void;
  close?(name: string): void;
}

/**
 * Strict XML without its prefixes; entities of its own, of which bombs are made, are refused by the
 * parser.
 */
function parse(xml: string, listener: Listener): void {
  const parser = sax.parser(true, {});
  const bare = (name: string) => name.slice(name.indexOf(':') + 1);
  parser.onopentag = ({ name, attributes }) =>
    listener.open(bare(name), attributes as Record<string, string>);
  parser.ontext = (text) => listener.text?.(text);
  parser.oncdata = (text) => listener.text?.(text);
  parser.onclosetag = (name) => listener.close?.(bare(name));
  parser.onerror = () => {
    throw new UnreadableSheet('unreadable');
  };
  parser.write(xml).close();
}
