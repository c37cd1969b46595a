import { zip, type ZipPart } from '../../src/platform/spreadsheets/zip.js';

const main = 'http://schemas.openxmlformats.org/spreadsheetml/2006/main';
const office = 'http://schemas.openxmlformats.org/officeDocument/2006/relationships';
const packages = 'http://schemas.openxmlformats.org/package/2006/relationships';

/** A workbook's parts as other programs than ours write them; each can be replaced. */
export interface WorkbookParts {
  /** The content of `sheetData` of each sheet, with what follows it. */
  sheets: string[];
  names?: string[];
  states?: string[];
  workbookPr?: string;
  strings?: string;
  styles?: string;
  others?: Record<string, string>;
  without?: string[];
}

/** A workbook, part by part as it is written here: nothing is put right. */
export async function workbook(wanted: WorkbookParts): Promise<Buffer> {
  const { sheets, names = [], states = [], workbookPr = '', others = {}, without = [] } = wanted;
  const list = sheets.map((_, index) => {
    const state = states[index] ? ` state="${states[index]}"` : '';
    const name = names[index] ?? `S${index + 1}`;
    return `<sheet name="${name}" sheetId="${index + 1}"${state} r:id="rId${index + 1}"/>`;
  });
  const parts: Record<string, string> = {
    '_rels/.rels': relations([['officeDocument', 'xl/workbook.xml']]),
    'xl/workbook.xml':
      `<workbook xmlns="${main}" ` +
      `xmlns:r="${office}">${workbookPr}<sheets>${list.join('')}</sheets></workbook>`,
    'xl/_rels/workbook.xml.rels': relations([
      ...sheets.map((_, index): [string, string] => [
        'worksheet',
        `worksheets/sheet${index + 1}.xml`,
      ]),
      ['sharedStrings', 'sharedStrings.xml'],
      ['styles', 'styles.xml'],
    ]),
    'xl/sharedStrings.xml': `<sst xmlns="${main}">${wanted.strings ?? ''}</sst>`,
    'xl/styles.xml': wanted.styles ?? dateStyles([0, 14]),
    ...Object.fromEntries(
      sheets.map((rows, index) => [
        `xl/worksheets/sheet${index + 1}.xml`,
        `<worksheet xmlns="${main}">${sheetData(rows)}</worksheet>`,
      ]),
    ),
    ...others,
  };
  for (const name of without) delete parts[name];
  return archive(Object.entries(parts).map(([name, content]) => ({ name, content: [content] })));
}

function sheetData(rows: string): string {
  return rows.includes('<sheetData') ? rows : `<sheetData>${rows}</sheetData>`;
}

export async function archive(parts: ZipPart[]): Promise<Buffer> {
  const pieces: Buffer[] = [];
  for await (const piece of zip(parts)) pieces.push(piece);
  return Buffer.concat(pieces);
}

export function relations(targets: [type: string, target: string][]): string {
  const all = targets.map(([type, target], index) => {
    return `<Relationship Id="rId${index + 1}" Type="${office}/${type}" Target="${target}"/>`;
  });
  return `<Relationships xmlns="${packages}">${all.join('')}</Relationships>`;
}

/** Cell formats by the numbers or codes of their number formats. */
export function dateStyles(formats: (number | string)[]): string {
  const own = formats.flatMap((format, index) =>
    typeof format === 'string'
      ? [`<numFmt numFmtId="${164 + index}" formatCode="${format}"/>`]
      : [],
  );
  const cells = formats.map((format, index) => {
    return `<xf numFmtId="${typeof format === 'string' ? 164 + index : format}"/>`;
  });
  return (
    `<styleSheet xmlns="${main}"><numFmts>${own.join('')}</` +
    `numFmts><cellXfs>${cells.join('')}</cellXfs></styleSheet>`
  );
}

/** Rows of inline texts and numbers. */
export function inlineRows(rows: (string | number | null)[][], first = 1): string {
  return rows
    .map((cells, index) => `<row r="${first + index}">${inlineCells(cells)}</row>`)
    .join('');
}

function inlineCells(cells: (string | number | null)[]): string {
  return cells
    .map((cell) => {
      if (cell === null) return '<c/>';
      if (typeof cell === 'number') return `<c><v>${cell}</v></c>`;
      return `<c t="inlineStr"><is><t>${cell}</t></is></c>`;
    })
    .join('');
}
