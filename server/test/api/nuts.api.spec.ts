import { DataSource } from 'typeorm';
import { loadDemo } from '../../src/commands/seed/demo-load.js';
import { seedPlaces } from '../../src/commands/seed/seed-places.js';
import { EventsService, system } from '../../src/platform/events/events.service.js';
import { editionInName, importNuts } from '../../src/reference/places/nuts/import-nuts.js';
import { startApp, type TestApp } from '../support/app.js';
import { authority } from '../support/journalist.js';
import { inlineRows, workbook } from '../support/workbooks.js';

type Cells = (string | number | null)[];

let register: TestApp;
beforeAll(async () => {
  register = await startApp({ described: true });
  const database = register.app.get(DataSource);
  await seedPlaces(database, () => undefined);
  await loadDemo(database.manager, [
    authority('DE', 'Köln', 'Cologne'),
    authority('PL', 'Kraków', 'Krakow'),
    authority('DE', 'Rheinland', 'Rhineland', { kind: 'region' }),
  ]);
  // GeoNames' numbers of Köln and Kraków.
  await register.sql(
    `UPDATE authority SET geonames_id = CASE country_code WHEN 'DE' THEN 2886242 ELSE 3094802 END`,
  );
});
afterAll(() => register.close());
beforeEach(() => register.sql('DELETE FROM municipality_nuts'));

/** As Eurostat has headed its sheets since 2024. */
const head = [
  'NUTS 3 CODE',
  'LAU CODE',
  'EU LAU CODE',
  'LAU NAME NATIONAL',
  'LAU NAME LATIN',
  'CHANGE (Y/N)',
  'POPULATION',
  'TOTAL AREA (km2)',
];
/** Until 2023 there was no EU LAU CODE. */
const olderHead = head.filter((name) => name !== 'EU LAU CODE');
const unit = (nuts: string, code: string, name: string): Cells => [
  nuts,
  code,
  `${nuts.slice(0, 2)}_${code}`,
  name,
  name,
  'no',
  1000,
  12.5,
];
const older = (nuts: string | null, code: string | number | null, name = 'Köln'): Cells => [
  nuts,
  code,
  ...[name, name, 'no', 1000, 12.5],
];
const cologne = older('DEA23', '05315000');

/** A workbook as Eurostat publishes it: about the file first, then a sheet for each country. */
const book = (sheets: Record<string, Cells[]>) =>
  workbook({
    names: ['File_info', 'Overview', ...Object.keys(sheets)],
    sheets: [
      inlineRows([['Local Administrative Units (LAU)']]),
      inlineRows([
        ['COUNTRY', 'NUMBER OF LAU'],
        ['DE', 10_000],
      ]),
      ...Object.values(sheets).map((rows) => inlineRows(rows)),
    ],
  });
const csv = (rows: Cells[], delimiter = ',') =>
  Buffer.from(rows.map((cells) => cells.join(delimiter)).join('\r\n'));

async function imports(content: Buffer, { nuts = 2024, isWhole = false } = {}) {
  const reports = await register.app
    .get(DataSource)
    .transaction((manager) =>
      importNuts(
        manager,
        { name: 'EU-27-LAU-2024-NUTS-2024.xlsx', content, edition: { nuts, lau: 2024 } },
        { actor: system, details: {} },
        { events: register.app.get(EventsService), isWhole },
      ),
    );
  await register.hearsOfChanges();
  return reports;
}

const all = () =>
  register.sql<{ code: string; nuts: string }>(
    'SELECT municipality_code AS code, nuts FROM municipality_nuts ORDER BY 1',
  );
const stored = async () => Object.fromEntries((await all()).map(({ code, nuts }) => [code, nuts]));
const text = async (path: string) => (await register.anonymous.get(path).expect(200)).text;

describe('O17 NUTS regions', () => {
  it('come with Eurostat’s table, and the public reads them everywhere', async () => {
    const without = await text('/api/v1/signatories.csv');
    expect(without).toMatch(/,nuts,nuts_edition\r\n/);
    const reports = await imports(
      await book({
        DE: [head, unit('DEA23', '05315000', 'Köln'), unit('DEA22', '05314000', 'Bonn')],
        PL: [head, unit('PL213', '1261011', 'Kraków')],
        EL: [head, unit('EL303', '45010000', 'Αθήνα')],
      }),
    );
    expect(reports).toMatchObject([
      { country: 'DE', rows: 2, municipalities: 2, matched: 2 },
      { country: 'GR', rows: 1, municipalities: 0, known: 0 },
      { country: 'PL', rows: 1, municipalities: 1, matched: 1 },
    ]);
    const { items } = JSON.parse(await text('/api/v1/signatories.json')) as {
      items: { names: { official: string }; slug: string; nuts: string; nutsEdition: number }[];
    };
    const byName = new Map(items.map((item) => [item.names.official, item]));
    expect(byName.get('Köln')).toMatchObject({ nuts: 'DEA23', nutsEdition: 2024 });
    expect(byName.get('Kraków')).toMatchObject({ nuts: 'PL213', nutsEdition: 2024 });
    expect(byName.get('Rheinland')).toMatchObject({ nuts: null, nutsEdition: null });
    expect(await text('/api/v1/signatories.csv')).toMatch(/Köln.*,DEA23,2024\r\n/);
    expect(await text('/api/v1/signatories.jsonld')).toMatch(
      /"http:\/\/data\.europa\.eu\/nuts\/code\/DEA23".{1,80}"NUTS 2024","value":"DEA23"/,
    );
    const page = await text(`/en/signatories/${byName.get('Köln')!.slug}`);
    expect(page).toMatch(/NUTS 2024<\/dt>.*<code>DEA23<\/code>/s);
    const other = await text(`/en/signatories/${byName.get('Rheinland')!.slug}`);
    expect(other).not.toContain('NUTS');
  });

  it.each([
    ['LAU 2024', ['NUTS3', 'LAU CODE', 'EU LAU CODE'], ['DEA23', '05315000', 'DE_05315000']],
    ['LAU 2025', ['PERIOD', 'NUTS3', 'LAU CODE'], [2025, 'DEA23', '05315000']],
  ])('the headings of %s are known, too', async (_, heads, row) => {
    await imports(csv([heads, row]));
    expect(await stored()).toEqual({ '05315000': 'DEA23' });
  });

  it('codes of a country that the register has no codes of do not matter', async () => {
    const irish = older('IE041', 'IE_2ae19629-149f-13a3-e055-000000000001', 'Carlow');
    await imports(csv([olderHead, cologne, irish]));
    expect(await stored()).toEqual({ '05315000': 'DEA23' });
  });

  it('a newer edition replaces the whole table', async () => {
    await imports(csv([olderHead, cologne, older('DEA22', '05314000', 'Bonn')]));
    await imports(csv([olderHead, older('DEA2X', '05315000'), older('DEA22', '05314000')]), {
      nuts: 2027,
    });
    expect(await stored()).toEqual({ '05314000': 'DEA22', '05315000': 'DEA2X' });
    const editions = await register.sql('SELECT nuts, lau FROM nuts_edition');
    expect(editions).toEqual([{ nuts: 2027, lau: 2024 }]);
    const events = await register.sql<{ details: object }>(
      `SELECT details FROM event WHERE action = 'register.nuts' ORDER BY seq DESC LIMIT 1`,
    );
    expect(events[0]!.details).toMatchObject({ nuts: 2027, municipalities: 2 });
  });

  it('finds the code of a municipality in that of its unit, country by country', async () => {
    await imports(
      await book({
        NL: [olderHead, older('NL329', 'GM0363', 'Amsterdam')],
        PT: [olderHead, older('PT1A0', '110656', 'Lisboa'), older('PT1A0', '110601', 'Lisboa')],
        PL: [olderHead, older('PL213', '1261011', 'Kraków')],
        FR: [olderHead, older('FRL04', '13055', 'Marseille')],
      }),
    );
    expect(await stored()).toEqual({
      '0363': 'NL329',
      1106: 'PT1A0',
      126101: 'PL213',
      13055: 'FRL04',
    });
  });

  it('notices zeros that a spreadsheet has dropped', async () => {
    const whole = older('DE212', '09162000', 'München');
    const [report] = await imports(
      await book({ DE: [olderHead, whole, older('DE600', 2000000)] }),
      {
        isWhole: true,
      },
    );
    expect(report).toMatchObject({ rows: 2, restored: 1 });
    expect(await stored()).toMatchObject({ '02000000': 'DE600' });
  });

  it.each([
    ['a mark of UTF-8', Buffer.concat([Buffer.from('\ufeff'), csv([olderHead, cologne])])],
    ['semicolons', csv([olderHead, cologne], ';')],
    ['a title above the headings', csv([['LAU 2024'], olderHead, cologne], ';')],
    ['a unit twice', csv([olderHead, cologne, cologne])],
    ['a formula of Excel around the code', csv([olderHead, older('DEA23', '="05315000"')])],
    [
      'two editions of NUTS',
      csv([
        ['NUTS 3 CODE 2021', 'NUTS 3 CODE 2024', 'LAU CODE'],
        ['DEA99', 'DEA23', '05315000'],
      ]),
    ],
  ])('reads a CSV with %s', async (_, file) => {
    await imports(file);
    expect(await stored()).toEqual({ '05315000': 'DEA23' });
  });

  it.each<[string, () => Buffer | Promise<Buffer>, RegExp]>([
    [
      'another table',
      () =>
        csv([
          ['name', 'country'],
          ['Köln', 'DE'],
        ]),
      /no headings NUTS 3 CODE/,
    ],
    ['a workbook without countries', () => book({}), /no sheet .* named after a country/],
    [
      'a sheet with other columns',
      () =>
        book({
          DE: [
            ['NAME', 'AREA'],
            ['Köln', 12],
          ],
        }),
      /sheet DE: there are no headings/,
    ],
    [
      'a region of another country',
      () => book({ DE: [olderHead, cologne, older('FR101', '05314000')] }),
      /sheet DE: row 3, column NUTS 3 CODE: “FR101” is not in DE/,
    ],
    [
      'a row that is cut off',
      () => csv([olderHead, cologne, ['DEA22']]),
      /row 3, column LAU CODE: it is empty/,
    ],
    [
      'a unit without a region',
      () => csv([olderHead, older(null, '05314000')]),
      /row 2, column NUTS 3 CODE: it is empty/,
    ],
    [
      'an error of a formula',
      () => book({ DE: [olderHead, older('DEA23', '#N/A')] }),
      /sheet DE: row 2, column LAU CODE: “#N\/A” is no code/,
    ],
    [
      'a number that has lost its end',
      () => csv([olderHead, older('DEA23', '5.315E+06')]),
      /column LAU CODE: “5.315E\+06” is no code/,
    ],
    [
      'a municipality in two regions',
      () => csv([olderHead, cologne, older('DEA22', '05315000')]),
      /row 3: municipality 05315000 of DE is in DEA22, but in DEA23 in row 2/,
    ],
    [
      'codes that are all too short',
      () => csv([olderHead, older('PL213', '126101', 'Kraków')]),
      /row 2: all LAU codes of PL are too short/,
    ],
    ['unknown units', () => csv([olderHead, older('DEA23', '99999999')]), /none of its codes/],
    [
      'a table that is much smaller than the one before',
      () => csv([olderHead, older('FRL04', '13055')]),
      /DE 0 instead of 1\. If it is whole, say --whole/,
    ],
  ])('%s changes nothing, and the message says where it is wrong', async (_, file, message) => {
    await imports(csv([olderHead, cologne]), { isWhole: true });
    const version = () => register.sql('SELECT version FROM register');
    const before = [await all(), await version()];
    await expect(imports(await file())).rejects.toThrow(message);
    expect([await all(), await version()]).toEqual(before);
  });

  it('a bomb, a file without its end and another kind of file change nothing', async () => {
    const whole = await book({ DE: [olderHead, cologne] });
    const bomb = Buffer.from(whole);
    // The directory of the archive announces a gigabyte for its first part.
    bomb.writeUInt32LE(1 << 30, bomb.indexOf(Buffer.from('504b0102', 'hex')) + 24);
    for (const file of [whole.subarray(0, whole.length / 2), bomb, Buffer.from('%PDF-1.7')])
      await expect(imports(file)).rejects.toThrow(/the sheet is/);
    expect(await all()).toEqual([]);
  });
});

it('O17 Eurostat’s file name tells the edition', () => {
  expect(editionInName('EU-27-LAU-2025-NUTS-2024.xlsx')).toEqual({ nuts: 2024, lau: 2025 });
  expect(editionInName('EU-28_LAU_2017_NUTS_2016.xlsx')).toEqual({ nuts: 2016, lau: 2017 });
  expect(editionInName('table.csv')).toEqual({});
});
