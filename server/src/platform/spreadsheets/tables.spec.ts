import { unzipSync, strFromU8 } from 'fflate';
import type { Cell, Table } from './cell.js';
import { csv } from './csv.js';
import { xlsx } from './xlsx.js';

const table = (rows: Cell[][]): Table => ({
  name: 'People & <places>',
  columns: [
    { name: 'name', kind: 'text' },
    { name: 'latitude', kind: 'number' },
    { name: 'signed on', kind: 'day' },
    { name: 'at', kind: 'moment' },
  ],
  rows,
});

async function whole(pieces: AsyncIterable<string | Buffer>): Promise<Buffer> {
  const all: Buffer[] = [];
  for await (const piece of pieces) all.push(Buffer.from(piece));
  return Buffer.concat(all);
}

/** The first sheet as an independent ZIP reader sees it. */
async function sheetOf(rows: Cell[][]): Promise<string> {
  const files = unzipSync(await whole(xlsx([table(rows)])));
  return strFromU8(files['xl/worksheets/sheet1.xml']!);
}

const typed = [
  '=1+1',
  '+1',
  '-1',
  '@SUM(A1)',
  '\tx',
  '\rx',
  '＝1',
  '=HYPERLINK("https://evil.example","a")',
];

describe('S06 typed text is never a formula', () => {
  it.each(typed)('CSV: %j', async (text) => {
    const [, cell = ''] = (await whole(csv(table([[text, null, null, null]]))))
      .toString()
      .split(/\r\n(?=['"])/);
    expect(cell).toMatch(/^(")?'/);
  });

  it.each(typed)('XLSX: %j', async (text) => {
    const sheet = await sheetOf([[text, null, null, null]]);
    expect(sheet).not.toContain('<f');
    expect(sheet).toContain('<c r="A2" t="inlineStr">');
  });

  it('a number keeps its sign', async () => {
    expect((await whole(csv(table([['x', -8.5, null, null]])))).toString()).toContain('x,-8.5,');
    expect(await sheetOf([['x', -8.5, null, null]])).toContain('<c r="B2"><v>-8.5</v></c>');
  });
});

it('O3 CSV quotes as RFC 4180 requires', async () => {
  const text = (
    await whole(csv(table([['a "b", c\nd', 1, '2014', new Date('2026-01-02T03:04:05Z')]])))
  ).toString();
  expect(text).toBe(
    'name,latitude,signed on,at\r\n"a ""b"", c\nd",1,2014,2026-01-02T03:04:05.000Z\r\n',
  );
});

it('XLSX has real dates, and texts for those that are not exact', async () => {
  const sheet = await sheetOf([
    ['x', null, '2014-05-13', '2014-05-13T12:00:00Z'],
    ['<&>\u0000', null, '2014', null],
  ]);
  expect(sheet).toContain('<c r="C2" s="2"><v>41772</v></c>');
  expect(sheet).toContain('<c r="D2" s="3"><v>41772.583333333336</v></c>');
  expect(sheet).toContain('<c r="C3" t="inlineStr"><is><t xml:space="preserve">2014</t></is></c>');
  expect(sheet).toContain('>&lt;&amp;&gt;</t>');
});

it('a table of 30,000 rows is made in pieces', async () => {
  function* rows() {
    for (let row = 0; row < 30_000; row++) yield [`Town ${row}`, row, null, null];
  }
  let pieces = 0;
  for await (const piece of csv({ ...table([]), rows: rows() })) {
    pieces += 1;
    expect(piece.length).toBeLessThan(70_000);
  }
  expect(pieces).toBeGreaterThan(5);
  const sheet = strFromU8(
    unzipSync(await whole(xlsx([{ ...table([]), rows: rows() }])))['xl/worksheets/sheet1.xml']!,
  );
  expect(sheet.match(/<row /g)).toHaveLength(30_001);
});
