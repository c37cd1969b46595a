import iconv from 'iconv-lite';
import { cells, read, sheetFixture } from '../../../test/support/tables.js';

describe('IN5 encodings', () => {
  it('bytes that make words in only one code page are read in it', async () => {
    const polish = await read(await sheetFixture('excel-polish-cp1250.csv'));
    expect(polish.facts).toMatchObject({ encoding: 'windows-1250', encodings: [{}] });
    expect(polish.rows[4]!.cells[0]).toBe('Łódź Zródła');
    const german = await read(Buffer.from('name;country\nKöln;DE\n', 'latin1'));
    expect(german.rows[1]!.cells).toEqual(['Köln', 'DE']);
    expect(german.facts.encodings).toHaveLength(1);
  });

  it('bytes that make words in several are shown in each, the likeliest first', async () => {
    const { rows, facts } = await read(await sheetFixture('excel-western-cp1252.csv'));
    expect(rows.slice(1, 4).map((row) => row.cells[0])).toEqual([
      'L’Aquila Esempio',
      'Cœurville',
      'Šempeter',
    ]);
    expect(facts.encodings!.map(({ encoding }) => encoding)).toEqual(
      expect.arrayContaining(['windows-1252', 'windows-1250']),
    );
    const sample = facts.encodings!.find(({ encoding }) => encoding === 'windows-1250')!;
    expect(sample.lines.join()).toContain('Cśurville');
    const chosen = await cells(await sheetFixture('excel-western-cp1252.csv'), {
      encoding: 'windows-1250',
    });
    expect(chosen[2]![0]).toBe('Cśurville');
  });

  const towns: Record<string, string> = {
    'windows-1250': 'Łódź,Brăneşti,Plzeň,Győr,Čačak,Żywiec',
    'windows-1251': 'Харків,Київ,Їжакевичі,Софія,Скопје,Њива',
    'windows-1252': 'Besançon,Œuilly,L’Haÿ-les-Roses,Malmö,A Coruña,Žďár'.replace('ď', 'd'),
    'windows-1253': 'Αθήνα,Θεσσαλονίκη,Ήλιδα,Πάφος,Ύδρα',
    'windows-1254': 'İzmir,Şanlıurfa,Muğla,Eskişehir,Çankırı',
    'windows-1257': 'Šiauliai,Rīga,Jūrmala,Žagarė,Daugavpils,Mažeikiai,Ķekava',
    'iso-8859-2': 'Łódź,Plzeň,Győr,Čačak,Żywiec',
    'iso-8859-5': 'Софија,Њива,Скопје,Харкiв',
    'iso-8859-7': 'Αθήνα,Θεσσαλονίκη,Πάφος',
    'iso-8859-9': 'İzmir,Şanlıurfa,Muğla,Çankırı',
    'iso-8859-16': 'Brănești,Țăndărei,Iași',
    'koi8-u': 'Харків,Київ,Їжакевичі',
    macintosh: 'Besançon,Köln,Malmö,A Coruña',
    maccenteuro: 'Łódź,Plzeň,Győr,Čačak',
    cp852: 'Łódź,Plzeň,Győr',
    cp850: 'Besançon,Köln,A Coruña',
    cp866: 'Пловдив,Скопье,Харкiв',
    cp737: 'Αθήνα,Πάφος',
  };
  it.each(Object.keys(towns))(
    '%s is decoded correctly, or is among those to choose from',
    async (encoding) => {
      const text = `name,kind\n${towns[encoding]!.split(',')
        .map((town) => `${town},town`)
        .join('\n')}\n`;
      const { rows, facts } = await read(iconv.encode(text, encoding));
      const names = rows
        .slice(1)
        .map((row) => row.cells[0])
        .join();
      const offered = await Promise.all(
        facts.encodings!.map(async ({ encoding: other }) =>
          (await cells(iconv.encode(text, encoding), { encoding: other }))
            .slice(1)
            .map(([name]) => name)
            .join(),
        ),
      );
      if (facts.encodings!.length === 1) expect(names).toBe(towns[encoding]);
      expect(offered).toContain(towns[encoding]);
    },
  );

  const unicode = 'name;country\r\nŁódź;PL\r\nКиїв;UA\r\nΑθήνα;GR\r\n';
  const asRead = [
    ['name', 'country'],
    ['Łódź', 'PL'],
    ['Київ', 'UA'],
    ['Αθήνα', 'GR'],
  ];
  it.each<[string, Buffer]>([
    ['UTF-8', Buffer.from(unicode)],
    ['UTF-8 with a mark', Buffer.from(`\ufeff${unicode}`)],
    ['UTF-16 LE with a mark', Buffer.from(`\ufeff${unicode}`, 'utf16le')],
    ['UTF-16 LE without', Buffer.from(unicode, 'utf16le')],
    ['UTF-16 BE with a mark', iconv.encode(`\ufeff${unicode}`, 'utf-16be')],
    ['UTF-16 BE without', iconv.encode(unicode, 'utf-16be')],
    ['UTF-32 LE', iconv.encode(`\ufeff${unicode}`, 'utf-32le')],
  ])('%s', async (_, file) => {
    expect(await cells(file)).toEqual(asRead);
    expect((await read(file)).facts.encodings).toHaveLength(1);
  });

  it('bytes that happen to be UTF-8 of another part of the world are asked about', async () => {
    const { rows, facts } = await read(iconv.encode('name;country\nPíšť;CZ\n', 'windows-1250'));
    const offered = facts.encodings!.map(({ encoding }) => encoding);
    expect(offered).toEqual(expect.arrayContaining(['windows-1250', 'utf-8']));
    expect(rows[1]!.cells[0]).not.toBe('P횝');
    expect(await cells(Buffer.from('name;country\n東京;JP\nKöln;DE\n'))).toContainEqual([
      '東京',
      'JP',
    ]);
  });

  it('UTF-8 in which single letters are damaged stays UTF-8', async () => {
    const good = Buffer.from(`name\n${'Łódź\nKöln\nŽďár\n'.repeat(5)}`);
    const file = Buffer.concat([good, Buffer.from([0x4b, 0xf6, 0x6c, 0x6e, 0x0a])]);
    const names = (await cells(file)).flat();
    expect(names.slice(0, 3)).toEqual(['name', 'Łódź', 'Köln']);
    expect(names.at(-1)).toBe('K\ufffdln');
  });
});
