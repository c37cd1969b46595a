import type { Cell, TableColumn } from './cell.js';
import { csv } from './csv.js';
import { xlsx } from './xlsx.js';
import { zip } from './zip.js';
import { readSheet } from './read-sheet.js';
import type { SheetFault } from './unreadable-sheet.js';

const limits = { rows: 5_000, columns: 60 };
const zipLimits = { entries: 200, bytes: 1_000_000 };
const read = (file: Buffer | string) => readSheet(Buffer.from(file), zipLimits, limits);

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

const refused = (file: Buffer | string, fault: SheetFault) =>
  expect(read(file)).rejects.toMatchObject({ fault });
const formulas = ['=1+1', '+1', '-1', '@SUM(A1)', '\tTAB'];

describe('U19 what is written', () => {
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
    expect((await whole(csv({ columns, rows: [] }, true))).subarray(0, 3)).toEqual(
      Buffer.from([0xef, 0xbb, 0xbf]),
    );
  });

  it('S06 an XLSX holds texts as texts and days as days, and can be read again', async () => {
    const rows: Cell[][] = [
      ...formulas.map((text) => [text, 1, null]),
      ['Ærø & <b>"x"</b>\u0001', -9.125, '2014-05-13'],
    ];
    const file = await whole(xlsx([{ name: 'Register', columns, rows }]));
    const sheet = await read(file);
    expect(sheet.columns).toEqual(['name', 'number', 'day']);
    expect(sheet.rows.map(({ cells }) => cells)).toEqual([
      ...formulas.map((text) => [text.trim(), '1', '']),
      ['Ærø & <b>"x"</b>', '-9.125', '2014-05-13'],
    ]);
    expect(sheet.rows[0]!.number).toBe(2);
  });
});

describe('U21 what is read', () => {
  it('semicolons, tabs, byte order marks, Windows characters, empty lines', async () => {
    expect((await read('﻿name;country\r\nKöln;DE\r\n')).rows).toEqual([
      { number: 2, cells: ['Köln', 'DE'] },
    ]);
    expect((await read('name\tcountry\n\nKöln\tDE\n')).rows).toEqual([
      { number: 3, cells: ['Köln', 'DE'] },
    ]);
    expect((await read(Buffer.from('name;country\nKöln;DE\n', 'latin1'))).rows[0]!.cells).toEqual([
      'Köln',
      'DE',
    ]);
    expect((await read('name,note\n"a, b","two\nlines"\n')).rows[0]!.cells).toEqual([
      'a, b',
      'two\nlines',
    ]);
  });

  it('what is no table is refused with its reason', async () => {
    await refused('', 'empty');
    await refused('only,a,head\n', 'empty');
    await refused(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'encrypted');
    await refused(Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(100)]), 'unreadable');
    await refused(`name\n${'x\n'.repeat(5_001)}`, 'too-many-rows');
    await refused(`${'a,'.repeat(61)}\n${'b,'.repeat(61)}\n`, 'too-many-columns');
    await refused(Buffer.from('a\0b\nc'), 'unreadable');
  });

  it('S35 a bomb is refused: many entries, a large promise, and a lie about the size', async () => {
    const parts = (count: number, content: string) =>
      Array.from({ length: count }, (_, index) => ({ name: `f${index}`, content: [content] }));
    await refused(await whole(zip(parts(201, 'x'))), 'too-large');
    await refused(await whole(zip(parts(1, 'x'.repeat(1_000_001)))), 'too-large');
    const lie = await whole(zip([{ name: 'xl/workbook.xml', content: ['x'.repeat(5_000_000)] }]));
    // The directory says ten bytes; unpacking stops at the limit all the same.
    lie.writeUInt32LE(10, lie.length - 22 - 46 - 'xl/workbook.xml'.length + 24);
    await refused(lie, 'too-large');
  });

  it('S35 an entity bomb in the XML is refused', async () => {
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b "&a;&a;&a;">]><workbook>&b;</workbook>';
    await refused(await whole(zip([{ name: 'xl/workbook.xml', content: [bomb] }])), 'unreadable');
  });
});
