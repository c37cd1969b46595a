import { archive } from '../../../test/support/workbooks.js';
import { cells, read, refused } from '../../../test/support/tables.js';

describe('U21 reading a text file', () => {
  it.each([';', ',', '\t', '|', '^'])('sep=%j is followed, and is no row', async (mark) => {
    const file = `sep=${mark}\r\nname${mark}note\r\nKöln${mark}"1,5;2"\r\n`;
    expect(await cells(file)).toEqual([
      ['name', 'note'],
      ['Köln', '1,5;2'],
    ]);
    expect((await read(file)).rows[0]!.number).toBe(1);
  });
  it('sep= with quotes, as \\t, before UTF-16, and against the looks of the file', async () => {
    expect(await cells('"sep=;"\nname;lat\nKöln;1,5\n')).toEqual([
      ['name', 'lat'],
      ['Köln', '1,5'],
    ]);
    expect(await cells('sep=\\t\nname\tlat\nKöln\t1,5\n')).toEqual([
      ['name', 'lat'],
      ['Köln', '1,5'],
    ]);
    expect(await cells(Buffer.from('\ufeffsep=;\r\nname;lat\r\nŁ;1,5\r\n', 'utf16le'))).toEqual([
      ['name', 'lat'],
      ['Ł', '1,5'],
    ]);
    expect(await cells('SEP = ;\nname;lat\nKöln;1,5\n')).toEqual([
      ['name', 'lat'],
      ['Köln', '1,5'],
    ]);
    expect(await cells('sep=,\na;b,c;d\n1;2,3;4\n')).toEqual([
      ['a;b', 'c;d'],
      ['1;2', '3;4'],
    ]);
  });

  it('rows that end in different ways are rows, and quoted line ends are none', async () => {
    const file = 'name;note\r\nKöln;"a\nb"\nBonn;\r\nUlm;c\rAu;d\n';
    expect(await cells(file)).toEqual([
      ['name', 'note'],
      ['Köln', 'a\nb'],
      ['Bonn'],
      ['Ulm', 'c'],
      ['Au', 'd'],
    ]);
  });

  it('a text kept from Excel as a formula, a space before a quotation mark, Ctrl-Z', async () => {
    expect(await cells('name;code\nKöln;="05315"\nBonn;"=""05314"""\n\x1a')).toEqual([
      ['name', 'code'],
      ['Köln', '05315'],
      ['Bonn', '05314'],
    ]);
    expect(await cells('name, note\n"Köln", "Rhein, links"\n')).toEqual([
      ['name', 'note'],
      ['Köln', 'Rhein, links'],
    ]);
  });

  it('delimiters, marks, quoted line ends, titles, empty and ragged rows', async () => {
    expect(await cells('\ufeffname;lat;lon\r\nA;58,1;26,2\r\nB;59,2;27,3\r\n')).toEqual([
      ['name', 'lat', 'lon'],
      ['A', '58,1', '26,2'],
      ['B', '59,2', '27,3'],
    ]);
    const spaced = await read('name\tcountry\n\nKöln\tDE\n');
    expect(spaced.rows.map(({ number }) => number)).toEqual([1, 3]);
    expect(await cells('name,note\n"a, b","two\nlines"\n"say ""no""",x\n')).toEqual([
      ['name', 'note'],
      ['a, b', 'two\nlines'],
      ['say "no"', 'x'],
    ]);
    expect(await cells('List of towns, 2019\n\nname;country\nKöln;DE\nBonn;DE\n')).toEqual([
      ['List of towns, 2019'],
      ['name', 'country'],
      ['Köln', 'DE'],
      ['Bonn', 'DE'],
    ]);
    expect(await cells('a,b\n1\n1,2,3\n,,\n')).toEqual([['a', 'b'], ['1'], ['1', '2', '3']]);
    expect(await cells('a;b\rx;y\r')).toEqual([
      ['a', 'b'],
      ['x', 'y'],
    ]);
  });

  it('a file that is not a table is refused with a reason', async () => {
    await refused('', 'empty');
    await refused(' \n;;;\n', 'empty');
    await refused(Buffer.from([0xd0, 0xcf, 0x11, 0xe0, 0, 0]), 'xls');
    await refused(
      Buffer.concat([
        Buffer.from([0xd0, 0xcf, 0x11, 0xe0]),
        Buffer.from('EncryptedPackage', 'utf16le'),
      ]),
      'encrypted',
    );
    await refused(Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(100)]), 'unreadable');
    await refused(`${'x\n'.repeat(5_001)}`, 'too-many-rows');
    await refused(`${'a,'.repeat(60)}a\n${'b,'.repeat(60)}b\n`, 'too-many-columns');
    await refused(Buffer.from('a\0b\nc,d\0'), 'unreadable');
    await refused('name,country\n"Köln,DE\nBonn,DE\n', 'open-quote');
    await refused('%PDF-1.7 …', 'document');
    await refused('<html><table><tr><td>Köln', 'web-page');
    await refused(
      '<?xml version="1.0"?><Workbook xmlns="urn:schemas-microsoft-com:office:spreadsheet">',
      'web-page',
    );
    await refused('[{"name": "Köln"}]', 'json');
    await refused(
      await archive([
        { name: 'mimetype', content: ['application/vnd.oasis.opendocument.spreadsheet'] },
        { name: 'content.xml', content: ['<x/>'] },
      ]),
      'ods',
    );
    await refused(await archive([{ name: 'Index/Document.iwa', content: ['x'] }]), 'numbers');
    await refused(
      await archive([
        { name: 'xl/workbook.bin', content: ['x'] },
        { name: '_rels/.rels', content: ['x'] },
      ]),
      'xlsb',
    );
    await refused(await archive([{ name: 'word/document.xml', content: ['<x/>'] }]), 'document');
    await refused(await archive([{ name: 'towns.csv', content: ['name'] }]), 'archive');
  });
});
