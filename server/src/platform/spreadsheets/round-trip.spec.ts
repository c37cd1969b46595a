import { cells, read } from '../../../test/support/tables.js';
import type { Cell, TableColumn } from './cell.js';
import { csv } from './csv.js';
import { xlsx } from './xlsx.js';

async function whole(chunks: AsyncIterable<Buffer | string>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  return Buffer.concat(parts);
}

const columns: TableColumn[] = [
  { name: 'name', kind: 'text' },
  { name: 'number', kind: 'number' },
  { name: 'day', kind: 'day' },
];

const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\tTAB'];

describe('U19 writing tables', () => {
  it('S06 a CSV is RFC 4180, and no cell is a formula; numbers stay numbers', async () => {
    const rows: Cell[][] = [
      ...formulas.map((text) => [text, -9.1, null]),
      ['a "quoted", town', 3, '2014-05-13'],
      ['two\nlines', 1, true],
    ];
    const text = (await whole(csv({ columns, rows }))).toString();
    expect(text).toBe(
      [
        'name,number,day',
        "'=1+1,-9.1,",
        "'+1,-9.1,",
        "'-1,-9.1,",
        "'@SUM(A1),-9.1,",
        "'\tTAB,-9.1,",
        '"a ""quoted"", town",3,2014-05-13',
        '"two\nlines",1,true',
        '',
      ].join('\r\n'),
    );
    const marked = await whole(csv({ columns, rows: [] }, true));
    expect(marked.subarray(0, 3)).toEqual(Buffer.from([0xef, 0xbb, 0xbf]));
  });

  it('S06 an XLSX holds texts as texts and days as days, and can be read again', async () => {
    const rows: Cell[][] = [
      ...formulas.map((text) => [text, 1, null]),
      ['Ærø & <b>"x"</b>\u0001 _x000D_', -9.125, '2014-05-13'],
    ];
    const file = await whole(xlsx([{ name: 'Register', columns, rows }]));
    expect(await cells(file)).toEqual([
      ['name', 'number', 'day'],
      ...formulas.map((text) => [text.trim(), 1]),
      ['Ærø & <b>"x"</b> _x000D_', -9.125, '2014-05-13'],
    ]);
    expect((await read(file)).rows[1]!.number).toBe(2);
  });

  it('RL18 a reader who stops also stops the writer', async () => {
    let ended = false;
    async function* rows(): AsyncGenerator<Cell[]> {
      try {
        for (let row = 0; ; row++) yield [`Town ${row} ${Math.random()}`, row, null];
      } finally {
        ended = true;
        await Promise.resolve();
      }
    }
    for await (const piece of xlsx([{ name: 'Towns', columns, rows: rows() }])) {
      if (piece.length > 1_000) break;
    }
    await new Promise((done) => setTimeout(done, 50));
    expect(ended).toBe(true);
  });
});
