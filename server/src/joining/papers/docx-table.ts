import { colours } from './paper.js';
import { paragraph, run } from './docx-text.js';
import type { TableBlock } from './written-paper.js';

type Column = TableBlock['columns'][number];

const ground = '<w:shd w:val="clear" w:color="auto" w:fill="eef2f8"/>';
const brand = `<w:shd w:val="clear" w:color="auto" w:fill="${colours.brand.slice(1)}"/>`;
const right = '<w:jc w:val="right"/>';
/** Horizontal padding of a cell, in twentieths of a point. */
const padding = 80;

/**
 * A table whose header row repeats on every page and is announced as such by screen readers.
 * @param measure the width of the text, in twentieths of a point.
 */
export function docxTable({ columns, rows }: TableBlock, measure: number): string {
  const shares = columns.reduce((sum, { share }) => sum + share, 0);
  const widths = columns.map(({ share }) => Math.floor((measure * share) / shares));
  const whole = widths.reduce((sum, width) => sum + width, 0);
  const head = columns.map(({ title, kind }, index) =>
    cell(widths[index]!, paragraph('CellHead', run(title), kind === 'number' ? right : '')),
  );
  const body = rows.map((row) =>
    typeof row === 'string'
      ? tableRow([groupCell(row, whole, columns.length)], '<w:cantSplit/>')
      : tableRow(
          row.map((value, index) => valueCell(value, columns[index]!, widths[index]!)),
          '<w:cantSplit/>',
        ),
  );
  return (
    `<w:tbl><w:tblPr><w:tblW w:w="${whole}" w:type="dxa"/><w:tblBorders>${lines}</w:tblBorders>` +
    '<w:tblLayout w:type="fixed"/><w:tblCellMar>' +
    `<w:left w:w="${padding}" w:type="dxa"/><w:right w:w="${padding}" w:type="dxa"/>` +
    '</w:tblCellMar></w:tblPr><w:tblGrid>' +
    `${widths.map((width) => `<w:gridCol w:w="${width}"/>`).join('')}</w:tblGrid>` +
    tableRow(head, '<w:cantSplit/><w:tblHeader/>') +
    `${body.join('')}</w:tbl>${paragraph('Gap', '')}`
  );
}

const line = (side: string) =>
  `<w:${side} w:val="single" w:sz="4" w:space="0" w:color="${colours.line.slice(1)}"/>`;
const lines = line('top') + line('bottom') + line('insideH');

const tableRow = (cells: string[], properties: string) =>
  `<w:tr><w:trPr>${properties}</w:trPr>${cells.join('')}</w:tr>`;

const cell = (width: number, content: string, more = '') =>
  `<w:tc><w:tcPr><w:tcW w:w="${width}" w:type="dxa"/>${more}</w:tcPr>${content}</w:tc>`;

/** Keeps a group heading on the same page as the first of its rows. */
const groupCell = (words: string, width: number, columns: number) =>
  cell(width, paragraph('CellGroup', run(words)), `<w:gridSpan w:val="${columns}"/>${ground}`);

function valueCell(value: string | number, { kind }: Column, width: number): string {
  if (kind === 'bar') return barCell(Number(value), width);
  return cell(width, paragraph('Cell', run(String(value)), kind === 'number' ? right : ''));
}

/** An empty paragraph, shaded over the length of the bar, so that it needs no picture. */
function barCell(part: number, width: number): string {
  const indent = Math.round((width - 2 * padding) * (1 - part));
  if (part === 0) return cell(width, paragraph('Cell', ''));
  return cell(width, paragraph('Cell', '', `${brand}<w:ind w:right="${indent}"/>`));
}
