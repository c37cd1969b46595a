import { escapeXml } from '../../../../contract/escape-xml.js';
import { clockInStrasbourg } from '../../../../contract/clock.js';
import { encodeFormulas, pieceLength, type Cell, type Table, type TableColumn } from './cell.js';
import { zip } from './zip.js';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006';
const declaration = '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>\n';
/** Excel counts days from 30 December 1899, because it wrongly includes 29 February 1900. */
const dayZero = Date.UTC(1899, 11, 30);
/** The maximum length of an Excel cell. */
const longestText = 32_767;
const style = { heading: 1, day: 2, moment: 3 } as const;
const widths: Record<TableColumn['kind'], number> = {
  text: 26,
  number: 12,
  boolean: 10,
  day: 14,
  moment: 20,
};

/**
 * Writes a workbook (Office Open XML) with real dates and numbers as its rows arrive. Every text
 * becomes a text cell, so user input is never a formula.
 */
export function xlsx(tables: Table[]): AsyncGenerator<Buffer> {
  const numbered = tables.map((table, index) => ({ ...table, number: index + 1 }));
  return zip([
    { name: '[Content_Types].xml', content: [contentTypes(numbered)] },
    {
      name: '_rels/.rels',
      content: [relations([{ id: 'rId1', type: 'officeDocument', target: 'xl/workbook.xml' }])],
    },
    { name: 'xl/workbook.xml', content: [workbook(numbered)] },
    {
      name: 'xl/_rels/workbook.xml.rels',
      content: [
        relations([
          ...numbered.map(({ number }) => ({
            id: `rId${number}`,
            type: 'worksheet',
            target: `worksheets/sheet${number}.xml`,
          })),
          { id: `rId${tables.length + 1}`, type: 'styles', target: 'styles.xml' },
        ]),
      ],
    },
    { name: 'xl/styles.xml', content: [styles] },
    ...numbered.map((table) => ({
      name: `xl/worksheets/sheet${table.number}.xml`,
      content: sheet(table),
    })),
  ]);
}

async function* sheet({ columns, rows, printed }: Table): AsyncGenerator<string> {
  const letters = columns.map((_, index) => columnLetters(index));
  const widthOf = ({ kind, width = widths[kind] }: TableColumn, index: number) =>
    `<col min="${index + 1}" max="${index + 1}" width="${width}" customWidth="1"/>`;
  const heading = ({ name }: TableColumn, index: number) =>
    textCell(`${letters[index]}1`, name, style.heading);
  let number = 1;
  let piece =
    `${declaration}<worksheet xmlns="${main}">${printed === undefined ? '' : toPageWidth}` +
    '<sheetViews><sheetView workbookViewId="0"><pane ySplit="1" topLeftCell="A2" ' +
    'activePane="bottomLeft" state="frozen"/>' +
    `</sheetView></sheetViews><cols>${columns.map(widthOf).join('')}</cols>` +
    `<sheetData><row r="1">${columns.map(heading).join('')}</row>`;
  for await (const row of rows) {
    number += 1;
    const cells = row.map((cell, index) =>
      cellXml(`${letters[index]}${number}`, cell, columns[index]!.kind),
    );
    piece += `<row r="${number}">${cells.join('')}</row>`;
    if (piece.length > pieceLength) {
      yield piece;
      piece = '';
    }
  }
  const filter = `<autoFilter ref="A1:${letters.at(-1)}${number}"/>`;
  yield `${piece}</sheetData>${filter}${printed === undefined ? '' : onPaper(printed)}</worksheet>`;
}

const toPageWidth = '<sheetPr><pageSetUpPr fitToPage="1"/></sheetPr>';

/** A4 landscape, on as many numbered sheets as it takes. */
function onPaper(header: string): string {
  const words = escapeXml(header.replaceAll('&', '&&'));
  return (
    '<pageMargins left="0.5" right="0.5" top="0.75" bottom="0.75" header="0.3" footer="0.3"/>' +
    '<pageSetup paperSize="9" orientation="landscape" fitToWidth="1" fitToHeight="0"/>' +
    `<headerFooter><oddHeader>&amp;L${words}</oddHeader>` +
    '<oddFooter>&amp;R&amp;P / &amp;N</oddFooter></headerFooter>'
  );
}

function cellXml(at: string, cell: Cell, kind: TableColumn['kind']): string {
  if (cell === null || cell === '') return '';
  if (cell instanceof Date) return momentCell(at, cell.getTime());
  if (typeof cell === 'number') return numberCell(at, cell);
  if (typeof cell === 'boolean') return `<c r="${at}" t="b"><v>${cell ? 1 : 0}</v></c>`;
  // A date known only to the year or month stays text: Excel has no such type.
  if (kind === 'day' && /^\d{4}-\d\d-\d\d$/.test(cell))
    return numberCell(at, (Date.parse(`${cell}T00:00:00Z`) - dayZero) / 86_400_000, style.day);
  if (kind === 'moment') return momentCell(at, Date.parse(cell));
  return textCell(at, encodeFormulas(cell));
}

/** People read a workbook, and it knows no time zones, so it shows Strasbourg time. */
function momentCell(at: string, moment: number): string {
  return numberCell(at, (clockInStrasbourg(moment) - dayZero) / 86_400_000, style.moment);
}

function numberCell(at: string, value: number, look?: number): string {
  return `<c r="${at}"${look ? ` s="${look}"` : ''}><v>${value}</v></c>`;
}

function textCell(at: string, text: string, look?: number): string {
  return (
    `<c r="${at}"${look ? ` s="${look}"` : ''} t="inlineStr"><is><t ` +
    `xml:space="preserve">${cellText(text)}</t></is></c>`
  );
}

/**
 * The text of a cell: escape-like text (`_x000D_`) is escaped, and text too long for Excel is
 * visibly cut.
 */
function cellText(text: string): string {
  const fitting = text.length > longestText ? `${text.slice(0, longestText - 1)}…` : text;
  return escapeXml(fitting).replace(/_(?=x[0-9A-Fa-f]{4}_)/g, '_x005F_');
}

function columnLetters(index: number): string {
  const letter = String.fromCharCode(65 + (index % 26));
  return index < 26 ? letter : columnLetters(Math.floor(index / 26) - 1) + letter;
}

function contentTypes(tables: { number: number }[]): string {
  const spreadsheet = 'application/vnd.openxmlformats-officedocument.spreadsheetml';
  return (
    `${declaration}<Types xmlns="${packages}/content-types"><Default Extension="rels" ` +
    'ContentType="application/vnd.openxmlformats-package.relationships+xml"/>' +
    '<Override PartName="/xl/workbook.xml" ' +
    `ContentType="${spreadsheet}.sheet.main+xml"/><Override PartName="/xl/styles.xml" ` +
    `ContentType="${spreadsheet}.styles+xml"/>` +
    `${tables
      .map(
        ({ number }) =>
          `<Override PartName="/xl/worksheets/sheet${number}.xml" ` +
          `ContentType="${spreadsheet}.worksheet+xml"/>`,
      )
      .join('')}</Types>`
  );
}

function workbook(tables: { name: string; number: number }[]): string {
  const sheets = tables
    .map(
      ({ name, number }) =>
        `<sheet name="${escapeXml(name.slice(0, 31))}" sheetId="${number}" r:id="rId${number}"/>`,
    )
    .join('');
  return (
    `${declaration}<workbook xmlns="${main}" ` +
    `xmlns:r="${office}"><sheets>${sheets}</sheets></workbook>`
  );
}

function relations(links: { id: string; type: string; target: string }[]): string {
  const all = links
    .map(
      ({ id, type, target }) =>
        `<Relationship Id="${id}" Type="${office}/${type}" Target="${target}"/>`,
    )
    .join('');
  return `${declaration}<Relationships xmlns="${packages}/relationships">${all}</Relationships>`;
}

const styles =
  `${declaration}<styleSheet xmlns="${main}"><numFmts count="2"><numFmt numFmtId="164" ` +
  'formatCode="yyyy\\-mm\\-dd"/><numFmt numFmtId="165" ' +
  'formatCode="yyyy\\-mm\\-dd\\ hh:mm"/></numFmts>' +
  '<fonts count="2"><font><sz val="11"/><name val="Calibri"/></font><font><b/><sz ' +
  'val="11"/><name val="Calibri"/></font></fonts>' +
  '<fills count="2"><fill><patternFill patternType="none"/></fill><fill><patternFill ' +
  'patternType="gray125"/></fill></fills>' +
  '<borders count="1"><border><left/><right/><top/><bottom/><diagonal/></border></borders>' +
  '<cellStyleXfs count="1"><xf numFmtId="0" fontId="0" fillId="0" borderId="0"/></cellStyleXfs>' +
  '<cellXfs count="4"><xf numFmtId="0" fontId="0" fillId="0" borderId="0" xfId="0"/><xf ' +
  'numFmtId="0" fontId="1" fillId="0" borderId="0" xfId="0" applyFont="1"/>' +
  '<xf numFmtId="164" fontId="0" fillId="0" borderId="0" xfId="0" ' +
  'applyNumberFormat="1"/><xf numFmtId="165" fontId="0" fillId="0" borderId="0" xfId="0" ' +
  'applyNumberFormat="1"/></cellXfs>' +
  '</styleSheet>';
