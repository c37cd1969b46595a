import {
  archive,
  dateStyles,
  inlineRows,
  relations,
  workbook,
} from '../../../test/support/workbooks.js';
import { cells, read, refused, sheetFixture } from '../../../test/support/tables.js';
import type { SheetCell } from './table.js';

describe('IN4 workbooks', () => {
  const head = ['name_local', 'country_iso2', 'kind', 'region', 'signed_on', 'population'];
  it.each([
    ['dates-1904-mac.xlsx', 'Musterstadt B', 'S1'],
    ['formatted-empty-rows.xlsx', 'Musterstadt C', 'S1'],
    ['first-sheet-hidden.xlsx', 'Musterstadt F', 'S2'],
    ['workbook2.xlsx', 'Musterstadt G', 'S1'],
  ])('%s', async (name, town, sheet) => {
    const { rows, facts } = await read(await sheetFixture(name));
    expect(rows.map((row) => row.cells)).toEqual([
      head,
      [town, 'AT', 'municipality', 'Steiermark', '2019-06-28', 12_000],
    ]);
    expect(facts.sheet).toBe(sheet);
  });

  const dated = (cell: string) =>
    inlineRows([['name', 'day']]) +
    `<row r="2"><c t="inlineStr"><is><t>A</t></is></c>${cell}</row>`;
  const dateIn = async (cell: string, formats: (number | string)[] = [0, 14], workbookPr = '') =>
    (
      await cells(
        await workbook({ sheets: [dated(cell)], styles: dateStyles(formats), workbookPr }),
      )
    )[1]![1];
  const of1904 = '<workbookPr date1904="true"/>';

  it.each<[SheetCell, string, (number | string)[], string]>([
    ['2019-06-28', '<c s="1"><v>43644.75</v></c>', [0, 22], ''],
    ['2019-06-28', '<c s="1"><v>42182.999988</v></c>', [0, 'dd/mm/yyyy hh:mm'], of1904],
    ['2019-06-28', '<c s="1"><v>4.3644E4</v></c>', [0, '[$-407]d\\. mmmm yyyy;@'], ''],
    ['2019-06-28', '<c t="d"><v>2019-06-28</v></c>', [0], ''],
    ['28.06.2019', '<c t="str"><f>TEXT(A1)</f><v>28.06.2019</v></c>', [0], ''],
    ['2019', '<c s="1"><v>43644</v></c>', [0, 'yyyy'], ''],
    ['2019-06', '<c s="1"><v>43644</v></c>', [0, 17], ''],
    [-5, '<c s="1"><v>-5</v></c>', [0, 14], of1904],
    [-5, '<c s="1"><v>-5</v></c>', [0, 14], ''],
    [43644, '<c><v>43644</v></c>', [0, 14], ''],
    [0.5, '<c s="1"><v>0.5</v></c>', [0, 'h:mm'], ''],
    [5, '<c s="1"><v>5</v></c>', [0, '0 &quot;days&quot;'], ''],
    [5, '<c s="1"><v>5</v></c>', [0, '#,##0\\ [$€-407]_d'], ''],
    ['#N/A', '<c t="e"><v>#N/A</v></c>', [0], ''],
    ['TRUE', '<c t="b"><v>1</v></c>', [0], ''],
    [1e300, '<c s="1"><v>1e300</v></c>', [0, 14], ''],
    ['NaN', '<c><v>NaN</v></c>', [0], ''],
  ])('a cell is %j', async (expected, cell, formats, pr) => {
    expect(await dateIn(cell, formats, pr)).toBe(expected);
  });

  it('shared strings with formatted runs, escapes and pronunciation', async () => {
    const strings =
      '<si><t>name</t></si><si><r><rPr><b/></rPr><t xml:space="preserve">Bad ' +
      '</t></r><r><t>Tölz_x000D_</t></r></si>' +
      '<si><t>A_x005F_x000D_B</t></si><si><t>東京</t><rPh sb="0" eb="2"><t>トウキョウ</t></rPh></si><si/>';
    const rows = [0, 1, 2, 3, 4].map((index) => `<row><c t="s"><v>${index}</v></c></row>`).join('');
    expect((await cells(await workbook({ sheets: [rows], strings }))).flat()).toEqual([
      'name',
      'Bad Tölz',
      'A_x000D_B',
      '東京',
    ]);
  });

  it('prefixes, other part names, absolute and upper case targets, backslashes', async () => {
    const prefixed =
      '<x:worksheet xmlns:x="m"><x:sheetData><x:row r="1"><x:c r="A1" ' +
      't="inlineStr"><x:is><x:t>Köln</x:t></x:is></x:c></x:row></x:sheetData></x:worksheet>';
    const odd = await archive([
      { name: '_rels\\.rels', content: [relations([['officeDocument', '/Xl/Book.XML']])] },
      {
        name: 'xl\\book.xml',
        content: [
          '<x:workbook xmlns:x="m" xmlns:d3p1="o"><x:sheets><x:sheet name="Ä" sheetId="7" ' +
            'd3p1:id="rId1"/></x:sheets></x:workbook>',
        ],
      },
      {
        name: 'xl/_rels/book.xml.rels',
        content: [relations([['worksheet', '../data/Sheet%20One.xml']])],
      },
      { name: 'data/sheet one.xml', content: [prefixed] },
    ]);
    const { rows, facts } = await read(odd);
    expect(rows).toEqual([{ number: 1, cells: ['Köln'] }]);
    expect(facts.sheet).toBe('Ä');
  });

  it('a part in UTF-16 is read', async () => {
    const xml =
      '<?xml version="1.0" ' +
      `encoding="UTF-16"?><worksheet><sheetData>${inlineRows([['Łódź']])}</sheetData></` +
      'worksheet>';
    const file = await archive([
      { name: '_rels/.rels', content: [relations([['officeDocument', 'w.xml']])] },
      {
        name: 'w.xml',
        content: [
          '<workbook xmlns:r="r"><sheets><sheet name="A" r:id="rId1"/></sheets></workbook>',
        ],
      },
      { name: '_rels/w.xml.rels', content: [relations([['worksheet', 's.xml']])] },
      { name: 's.xml', content: [Buffer.from(`\ufeff${xml}`, 'utf16le')] },
    ]);
    expect(await cells(file)).toEqual([['Łódź']]);
  });

  it('a formatted sheet counts only its content, and an empty or hidden one is skipped', async () => {
    const painted = Array.from(
      { length: 3_000 },
      (_, index) =>
        `<row r="${index + 3}" s="1"><c r="A${index + 3}" s="1"/><c r="XFD${index + 3}" ` +
        's="1"/></row>',
    );
    const rows =
      inlineRows([['name'], ['Köln']]) +
      painted.join('') +
      '<row r="1048576"><c r="A1048576" t="inlineStr"><is><t> </t></is></c></row>';
    const file = await workbook({
      sheets: ['', inlineRows([['secret']]), rows, inlineRows([['other']])],
      names: ['Cover', 'Hidden', 'Towns', 'More'],
      states: ['', 'veryHidden'],
    });
    const { rows: found, facts } = await read(file);
    expect(found).toEqual([
      { number: 1, cells: ['name'] },
      { number: 2, cells: ['Köln'] },
    ]);
    expect(facts).toMatchObject({
      sheet: 'Towns',
      sheets: [{ name: 'Cover', hidden: false }, { name: 'Hidden', hidden: true }, {}, {}],
    });
    expect(await cells(file, { sheet: 'More' })).toEqual([['other']]);
    expect(await cells(file, { sheet: 'Hidden' })).toEqual([['secret']]);
    await expect(read(file, { sheet: 'Cover' })).rejects.toMatchObject({ fault: 'empty' });
  });

  it('a cell merged downwards counts for each row, a merged title does not; hidden rows are read and counted', async () => {
    const shown = [
      ['List of towns'],
      ['name', 'country'],
      ['Köln', 'DE'],
      ['Bonn', null],
      ['Graz', 'AT'],
    ];
    const hidden = '<row r="6" hidden="1"><c t="inlineStr"><is><t>Linz</t></is></c></row>';
    const merged = '<mergeCell ref="A1:F1"/><mergeCell ref="B3:B4"/>';
    const rows =
      `<sheetData>${inlineRows(shown)}${hidden}</sheetData>` + `<mergeCells>${merged}</mergeCells>`;
    const { rows: found, facts } = await read(await workbook({ sheets: [rows] }));
    expect(found.map((row) => row.cells)).toEqual([
      ['List of towns'],
      ['name', 'country'],
      ['Köln', 'DE'],
      ['Bonn', 'DE'],
      ['Graz', 'AT'],
      ['Linz'],
    ]);
    expect(facts).toMatchObject({ mergedCells: 1, hiddenRows: 1 });
  });

  it('a workbook without its parts, or with too much in it, is refused', async () => {
    await refused(await workbook({ sheets: [''] }), 'empty');
    await refused(
      await workbook({ sheets: [inlineRows([['a']])], without: ['xl/workbook.xml'] }),
      'unreadable',
    );
    await refused(
      await workbook({ sheets: [inlineRows([['a']])], without: ['xl/worksheets/sheet1.xml'] }),
      'unreadable',
    );
    await refused(
      await workbook({ sheets: [inlineRows(Array.from({ length: 5_001 }, () => ['x']))] }),
      'too-many-rows',
    );
    await refused(
      await workbook({ sheets: ['<row r="1"><c r="BI1"><v>1</v></c></row>'] }),
      'too-many-columns',
    );
    await refused(
      await workbook({ sheets: ['<row r="1"><c r="A1"><v>1</v></row>'] }),
      'unreadable',
    );
  });
});

describe('S35 bombs', () => {
  it('many parts, a large declared size, and a false size are refused', async () => {
    const parts = (count: number, content: string) =>
      archive(
        Array.from({ length: count }, (_, index) => ({ name: `f${index}`, content: [content] })),
      );
    await refused(await parts(201, 'x'), 'too-large');
    await refused(await parts(1, 'x'.repeat(1_000_001)), 'too-large');
    const lie = await archive([
      { name: '_rels/.rels', content: [relations([['officeDocument', 'xl/workbook.xml']])] },
      { name: 'xl/workbook.xml', content: [`<workbook>${' '.repeat(5_000_000)}</workbook>`] },
    ]);
    // The directory claims ten bytes; unpacking stops at the limit all the same.
    lie.writeUInt32LE(10, lie.length - 22 - 46 - 'xl/workbook.xml'.length + 24);
    await refused(lie, 'too-large');
  });

  it('an entity bomb in the XML is refused', async () => {
    const bomb =
      '<?xml version="1.0"?><!DOCTYPE x [<!ENTITY a "aaaaaaaaaa"><!ENTITY b ' +
      '"&a;&a;&a;">]><workbook>&b;</workbook>';
    await refused(
      await workbook({ sheets: [''], others: { 'xl/workbook.xml': bomb } }),
      'unreadable',
    );
  });

  it('a corrupted part is refused', async () => {
    const file = await workbook({ sheets: [inlineRows([['Köln']])] });
    const damaged = Buffer.from(file);
    damaged[file.indexOf('xl/worksheets/sheet1.xml') + 40]! ^= 0xff;
    await refused(damaged, 'unreadable');
  });
});
