import type { ImportDto } from '../../src/workbench/imports/imports.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { Importer } from '../support/importer.js';
import { changesNothing, expectProblem } from '../support/problems.js';
import { sheetFixture } from '../support/tables.js';
import { inlineRows, workbook } from '../support/workbooks.js';

let register: TestApp;
let anna: Colleague;
let importer: Importer;

beforeAll(async () => {
  register = await startApp();
  anna = await Colleague.signsIn(register, 'publisher');
  importer = new Importer(anna);
});
afterAll(() => register.close());

async function errorsOf({ id }: ImportDto): Promise<string[]> {
  const { errors } = await importer.checks(id);
  return errors.map(({ row, key, value }) => `${row} ${key} ${value}`);
}

const stored = <T extends object>(begun: ImportDto, columns: string) =>
  register.sql<T>(
    `SELECT ${columns} FROM authority a JOIN signatory s ON s.authority_id = a.id
      JOIN signatory_revision r ON r.signatory_id = s.id
     WHERE r.import_id = '${begun.id}' ORDER BY r.import_row`,
  );

describe('IN1 whole numbers', () => {
  it('thousands in every spelling are the number that is meant', async () => {
    const begun = await importer.uploads(await sheetFixture('population-thousands.csv'));
    const { errors, readValues } = await importer.checks(begun.id);
    expect(errors).toEqual([]);
    expect(readValues.map(({ raw, value }) => `${raw} ${value}`)).toContain('12.000 12000');
    await importer.takesOver(begun);
    const rows = await stored<{ population: number }>(begun, 'a.population');
    expect(rows.map(({ population }) => population)).toEqual([
      12_000, 12_000, 250_000, 1_084_831, 12_000, 12_000,
    ]);
  });

  it('a number that is not whole is refused, and a point in a workbook’s number is no thousands separator', async () => {
    const csv = [
      '12.5',
      '12,50',
      '0x10',
      '1e5',
      '12.00',
      '-',
      '1.2.3',
      '12 00',
      'abc',
      '٣',
      '99999999999',
    ];
    const begun = await importer.uploads(
      `name;country;kind;population\n${csv.map((text) => `T;AT;town;${text}`).join('\n')}`,
    );
    const { errors } = await changesNothing(register, () => importer.checks(begun.id));
    expect(errors.map(({ row }) => row)).toEqual([2, 3, 4, 5, 6, 7, 8, 9, 10, 12]);
    const rows = inlineRows([
      ['name', 'country', 'kind', 'population'],
      ['A', 'AT', 'town', 12.345],
      ['B', 'AT', 'town', 12_345],
    ]);
    const book = await importer.uploads(await workbook({ sheets: [rows] }), 'b.xlsx');
    expect(await errorsOf(book)).toEqual(['2 isInt 12.345']);
  });
});

describe('IN2 days', () => {
  it('each spelling of day-spellings.csv is 28 June 2019, or an error that names the row', async () => {
    const begun = await importer.uploads(await sheetFixture('day-spellings.csv'));
    expect(await errorsOf(begun)).toEqual(['11 isOneDayInFile 43644']);
    await importer.takesOver(begun, { leaveOutFaulty: true });
    const rows = await stored<{ day: string }>(begun, 's.signed_on::text AS day');
    expect(rows.map(({ day }) => day)).toEqual(Array(11).fill('2019-06-28'));
  });

  it('03/04/2019 is asked about, unless another row is unambiguous or staff set the order', async () => {
    const file = (days: string[]) =>
      [
        'name;country;kind;signed',
        ...days.map((day, index) => `Ort ${'abc'[index]};AT;town;${day}`),
      ].join('\n');
    const begun = await importer.uploads(file(['03/04/2019', '05-06-2018']));
    const check = await importer.checks(begun.id);
    expect(check).toMatchObject({ dayOrderNeeded: true, faulty: 2 });
    expect(check.errors[0]).toMatchObject({
      row: 2,
      key: 'isOneDayInFile',
      params: { days: '2019-04-03 / 2019-03-04' },
    });
    expectProblem(await changesNothing(register, () => importer.runs(begun)), 422, 'import-faulty');
    const mapping = { ...begun.mapping, dayOrder: 'month-first' };
    expect((await importer.maps(begun, mapping)).status).toBe(200);
    const { faulty, readValues } = await importer.checks(begun.id);
    expect(faulty).toBe(0);
    expect(readValues).toEqual(
      expect.arrayContaining([
        { field: 'signedOn', raw: '03/04/2019', value: '2019-03-04', rows: 1 },
      ]),
    );
    const clear = await importer.uploads(file(['03/04/2019', '28/04/2019']));
    expect((await importer.checks(clear.id)).readValues).toEqual(
      expect.arrayContaining([
        { field: 'signedOn', raw: '03/04/2019', value: '2019-04-03', rows: 1 },
      ]),
    );
    const both = await importer.uploads(file(['03/04/2019', '28/04/2019', '04/28/2019']));
    expect(await errorsOf(both)).toEqual(['2 isOneDayInFile 03/04/2019']);
    expectProblem(await importer.maps(both, { ...both.mapping, dayOrder: 'year' }), 422);
  });
});

describe('IN4 workbooks', () => {
  it.each([
    'dates-1904-mac.xlsx',
    'formatted-empty-rows.xlsx',
    'first-sheet-hidden.xlsx',
    'workbook2.xlsx',
  ])('%s', async (name) => {
    const begun = await importer.uploads(await sheetFixture(name), name);
    const { total, errors, fresh } = await importer.checks(begun.id);
    expect({ total, errors, fresh }).toEqual({ total: 1, errors: [], fresh: 1 });
    await importer.takesOver(begun);
    const [row] = await stored<{ population: number; day: string }>(
      begun,
      'a.population, s.signed_on::text AS day',
    );
    expect(row).toEqual({ population: 12_000, day: '2019-06-28' });
  });

  it('the sheet that was read is said, and another can be chosen', async () => {
    const sheets = [
      inlineRows([
        ['name', 'country'],
        ['Ulm', 'DE'],
      ]),
      inlineRows([
        ['name', 'country', 'kind'],
        ['Graz', 'AT', 'town'],
      ]),
    ];
    const begun = await importer.uploads(
      await workbook({ sheets, names: ['One', 'Two'] }),
      'two.xlsx',
    );
    expect(begun.reading).toMatchObject({
      sheet: 'One',
      sheets: [{ name: 'One' }, { name: 'Two' }],
      questions: [],
    });
    const other = (await importer.says(begun, { sheet: 'Two' })).body as ImportDto;
    expect(other).toMatchObject({
      columns: ['name', 'country', 'kind'],
      sample: [['Graz', 'AT', 'town']],
      version: 2,
    });
    expectProblem(
      await changesNothing(register, () => importer.says(begun, { sheet: 'Two' })),
      412,
    );
    expectProblem(
      await changesNothing(register, () => importer.says(other, { sheet: 'Three' })),
      422,
      'sheet-empty',
    );
  });

  it('a title above the head is asked about, and no head at all', async () => {
    const begun = await importer.uploads(
      'Participants of the Pact\n\nname;country;kind\nUlm;DE;town\n',
    );
    expect(begun).toMatchObject({
      columns: ['name', 'country', 'kind'],
      reading: { headRow: 3, questions: ['headRow'] },
    });
    const refusal = expectProblem(
      await changesNothing(register, () => importer.runs(begun)),
      422,
      'import-questions',
    );
    expect(refusal).toMatchObject({ questions: ['headRow'] });
    const said = (await importer.says(begun, { headRow: 3 })).body as ImportDto;
    expect(said.reading?.questions).toEqual([]);
    expect(await importer.takesOver(said)).toMatchObject({ state: 'done', result: { created: 1 } });

    const bare = await importer.uploads('Bonn;DE;town\nKleve;DE;town\n');
    expect(bare.reading).toMatchObject({ headRow: 1, questions: ['headRow'] });
    const none = (await importer.says(bare, { headRow: 0 })).body as ImportDto;
    expect(none).toMatchObject({
      columns: ['', '', ''],
      rowsTotal: 2,
      reading: { headRow: 0, questions: [] },
    });
    const columns = ['nameOfficial', 'countryCode', 'kind'].map((field, column) => ({
      field,
      column,
    }));
    const mapped = (await importer.maps(none, { columns })).body as ImportDto;
    expect(await importer.takesOver(mapped)).toMatchObject({ result: { created: 2 } });
  });

  it('truncated, repeated or missing cells are errors, never guesses', async () => {
    const ragged = await importer.uploads(
      'name;country;kind;note\nBad; Homburg;DE;town;x\nUlm;DE;town\n',
    );
    expect(await importer.checks(ragged.id)).toMatchObject({
      faulty: 1,
      errors: expect.arrayContaining([
        {
          row: 2,
          column: '',
          value: '',
          pointer: '',
          key: 'isCutRight',
          params: { cells: 5, columns: 4 },
        },
      ]) as unknown,
    });
    const twice = await importer.uploads('name;country;kind;Name\nA;DE;town;B\n');
    expect(twice.reading?.repeatedHeadings).toEqual(['name']);
    expect(twice.mapping.columns.map(({ field }) => field).sort()).toEqual(['countryCode', 'kind']);
    const lost = ['K\ufffdln', '#N/A', '####', 'L?dz', 'KÃ¶ln', '#NAME?'];
    const damaged = await importer.uploads(
      `name;country;kind\n${lost.map((name) => `"${name}";DE;town`).join('\n')}\n`,
    );
    expect(await errorsOf(damaged)).toEqual(
      lost.map((name, index) => `${index + 2} isLegible ${name}`),
    );
  });
});

describe('IN5 code pages', () => {
  it('certain encodings are used; for others the import asks and shows rows', async () => {
    const polish = await importer.uploads(await sheetFixture('excel-polish-cp1250.csv'));
    expect(polish.reading).toMatchObject({ encoding: 'windows-1250', questions: [] });
    await importer.takesOver(polish);
    expect(
      (await importer.found(`import=${polish.id}`)).items.map(({ names }) => names.official),
    ).toContain('Łódź Zródła');

    const western = await importer.uploads(await sheetFixture('excel-western-cp1252.csv'));
    expect(western.reading).toMatchObject({ encoding: 'windows-1252', questions: ['encoding'] });
    expect(western.reading!.encodings.map(({ lines }) => lines.join())).toEqual([
      expect.stringContaining('Cœurville'),
      expect.stringContaining('Cśurville'),
    ]);
    expectProblem(
      await changesNothing(register, () => importer.runs(western)),
      422,
      'import-questions',
    );
    expectProblem(
      await changesNothing(register, () => importer.says(western, { encoding: 'utf-7' })),
      422,
    );
    const other = (await importer.says(western, { encoding: 'windows-1250' })).body as ImportDto;
    expect(other.sample[1]![0]).toBe('Cśurville');
    const said = (await importer.says(other, { encoding: 'windows-1252' })).body as ImportDto;
    await importer.takesOver(said);
    const names = (await importer.found(`import=${western.id}`)).items
      .map((item) => item.names.official)
      .sort();
    expect(names).toEqual(['Cœurville', 'L’Aquila Esempio', 'Šempeter', 'Žždar'].sort());
  });

  it('the file is kept while it may be read again, and not longer', async () => {
    const begun = await importer.uploads('name;country;kind\nUlmen;DE;town\n');
    const kept = () =>
      register.sql<{ kept: boolean }>(
        `SELECT content IS NOT NULL AS kept FROM register_import WHERE id = '${begun.id}'`,
      );
    expect(await kept()).toEqual([{ kept: true }]);
    const done = await importer.takesOver(begun);
    expect(await kept()).toEqual([{ kept: false }]);
    expect(done.reading).toBeNull();
    expectProblem(
      await changesNothing(register, () => importer.says(done, { headRow: 1 })),
      409,
      'import-not-open',
    );
    const old = await importer.uploads('name;country;kind\nUlmet;DE;town\n');
    await register.sql(`UPDATE register_import SET content = NULL WHERE id = '${old.id}'`);
    expectProblem(
      await changesNothing(register, () => importer.says(old, { headRow: 0 })),
      409,
      'import-file-gone',
    );
  });
});
