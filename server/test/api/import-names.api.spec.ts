import type { ImportDto } from '../../src/workbench/imports/imports.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { Importer } from '../support/importer.js';
import { changesNothing, expectProblem } from '../support/problems.js';
import { sheetFixture } from '../support/tables.js';

let register: TestApp;
let anna: Colleague;
let importer: Importer;

beforeAll(async () => {
  register = await startApp();
  anna = await Colleague.signsIn(register, 'publisher');
  importer = new Importer(anna);
  await register.sql(
    `INSERT INTO place (id, country_code, region, name_official, name_en, name_fr, other_names,
      search_text, population, latitude, longitude)
     SELECT id, country, '', name, name, name, '', name, 0, latitude, longitude
     FROM (VALUES (1, 'FR', 'Dijon', 47.32, 5.04), (2, 'FR', 'Pouilly', 47.25, 4.55),
       (3, 'FR', 'Reims', 49.25, 4.03), (4, 'NO', 'Bergen', 60.39, 5.32))
       AS p (id, country, name, latitude, longitude)`,
  );
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

describe('IN6 names', () => {
  it('countries by every usual name; Kosovo is said', async () => {
    const begun = await importer.uploads(await sheetFixture('country-codes.csv'));
    expect(await errorsOf(begun)).toEqual(['4 isKosovo XK', '5 isKosovo Kosovo']);
    expect(await importer.checks(begun.id)).toMatchObject({ fresh: 23, farCountries: [] });
    await importer.takesOver(begun, { leaveOutFaulty: true });
    const rows = await stored<{ code: string }>(begun, 'a.country_code AS code');
    expect(rows.map(({ code }) => code).join(' ')).toBe(
      'GR GB CZ CZ MK MK MD TR TR TR NL GB GB BA BA VA DE CH PL GR AT IE SK',
    );
  });

  it('a country outside Europe needs a word of why, which is kept', async () => {
    const begun = await importer.uploads(
      'name;country;kind\nKyoto;Japan;town\nBrugge;BE;town\nPapeete;PF;town\n',
    );
    expect((await importer.checks(begun.id)).farCountries).toEqual(['JP']);
    const refusal = expectProblem(
      await changesNothing(register, () => importer.runs(begun)),
      422,
      'invalid-input',
    );
    expect(refusal.errors).toMatchObject([{ pointer: '/countryReason', key: 'isCountryReason' }]);
    const done = await importer.takesOver(begun, { countryReason: 'Partner town of Strasbourg' });
    expect(done.result).toMatchObject({ created: 3 });
    const reasons = await stored<{ code: string; reason: string }>(
      begun,
      'a.country_code AS code, r.reason',
    );
    expect(reasons).toEqual([
      { code: 'JP', reason: 'Partner town of Strasbourg' },
      { code: 'BE', reason: '' },
      { code: 'PF', reason: '' },
    ]);
  });

  it('two of one name in one region are two: their likeness is shown, and both can be added', async () => {
    const begun = await importer.uploads(await sheetFixture('fuerth-furth.csv'));
    const check = await importer.checks(begun.id);
    expect(check).toMatchObject({ fresh: 2, faulty: 0 });
    expect(check.duplicates).toMatchObject([
      { row: 3, sameAsRow: 2, sameAsRowKm: 124, options: ['skip', 'create'] },
      { row: 5, sameAsRow: 4, options: ['skip', 'create'] },
    ]);
    const choices = [3, 5].map((row) => ({ row, choice: 'create' as const }));
    expect(await importer.takesOver(begun, { choices })).toMatchObject({
      state: 'done',
      result: { created: 4 },
    });
    const rows = await stored<{ distinction: string }>(begun, 'a.distinction');
    expect(rows.map(({ distinction }) => distinction)).toEqual([
      '',
      'at:49.48,10.99',
      '',
      'at:48.57,12.11',
    ]);

    const again = await importer.checks(
      (await importer.uploads(await sheetFixture('fuerth-furth.csv'))).id,
    );
    expect(again).toMatchObject({ fresh: 0, faulty: 0 });
    expect(
      again.duplicates.map(
        ({ match, options }) => `${match!.nameOfficial} ${match!.distanceKm} ${options.join()}`,
      ),
    ).toEqual([
      'Furth 0 skip,update',
      'Fürth 0 skip,update',
      'Altdorf 0 skip,update',
      'Altdorf 0 skip,update',
    ]);
  });

  it('a place outside its country, swapped degrees and capitals are asked about, row by row', async () => {
    const begun = await importer.uploads(
      'name;country;kind;region;latitude;longitude\nRÉGION ' +
        'BOURGOGNE;FR;region;;47.2;4.5\nReims;FR;town;Marne;4.03;49.25\n' +
        'Oslo;NO;town;Østlandet;48.57;7.75\nBergen;NO;town;Vestland;60.39;5.32\n',
    );
    const { asked } = await importer.checks(begun.id);
    expect(asked.map(({ row, questions, options }) => [row, questions[0]!.key, options])).toEqual([
      [2, 'askName', ['correct', 'keep', 'skip']],
      [3, 'askSwapped', ['correct', 'keep', 'skip']],
      [4, 'askPlace', ['keep', 'skip']],
    ]);
    const refusal = await changesNothing(register, () => importer.runs(begun));
    expect(expectProblem(refusal, 422, 'import-asked')).toMatchObject({ asked: 3 });
    const wrong = { answers: [{ row: 4, answer: 'correct' as const }] };
    expectProblem(await importer.runs(begun, wrong), 422, 'invalid-input');
    const answers = [
      { row: 2, answer: 'correct' as const },
      { row: 3, answer: 'correct' as const },
      { row: 4, answer: 'skip' as const },
    ];
    expect(await importer.takesOver(begun, { answers })).toMatchObject({
      result: { created: 3, leftOut: 1 },
    });
    expect(await stored(begun, 'a.name_official AS name, a.name_fr AS fr, a.latitude')).toEqual([
      { name: 'Région Bourgogne', fr: 'Région Bourgogne', latitude: 47.2 },
      { name: 'Reims', fr: 'Reims', latitude: 49.25 },
      { name: 'Bergen', fr: 'Bergen', latitude: 60.39 },
    ]);
  });

  it('an official code, a place or a district tells two apart; with nothing they are one', async () => {
    const begun = await importer.uploads(
      [
        'name;country;kind;region;district;AGS;geonames_id',
        'Neukirchen;DE;town;SH;Ostholstein;;',
        'Neukirchen;DE;town;SH;Nordfriesland;;',
        'Neukirchen;DE;town;SH;;;',
        'Buchholz;DE;town;SH;;01053014;',
        'Buchholz;DE;town;SH;;01051020;',
        'Rabel;DE;town;SH;;;1',
        'Rabel;DE;town;SH;;;2',
        'Rabel;DE;town;SH;;;2',
      ].join('\n'),
    );
    const { duplicates } = await importer.checks(begun.id);
    expect(duplicates.map(({ row, options }) => `${row} ${options.join()}`)).toEqual([
      '3 skip,create',
      '4 skip',
      '6 skip,create',
      '8 skip,create',
      '9 skip',
    ]);
    const choices = [3, 6, 8].map((row) => ({ row, choice: 'create' as const }));
    expect(await importer.takesOver(begun, { choices })).toMatchObject({
      result: { created: 6, leftOut: 2 },
    });
    const same = await importer.uploads(
      'name;country;kind;region;AGS\nBuchholz Süd;DE;town;SH;01051020\n',
    );
    expect((await importer.checks(same.id)).duplicates).toMatchObject([
      { match: { nameOfficial: 'Buchholz' }, options: ['skip', 'update'] },
    ]);
  });

  it('O9 a sheet brings Wikidata’s numbers, and finds by them who is there; a number that is none or another’s enters nothing', async () => {
    const first = await importer.uploads(
      [
        'name,country,kind,Wikidata ID',
        'Narva,EE,municipality,http://www.wikidata.org/entity/Q157246',
        'Tapa,EE,municipality,Tapa',
      ].join('\n'),
    );
    expect((await importer.checks(first.id)).errors).toMatchObject([
      { row: 3, column: 'Wikidata ID', key: 'matches', value: 'Tapa' },
    ]);
    expect((await importer.runs(first, { leaveOutFaulty: true, publish: true })).status).toBe(202);
    await importer.ends(first.id);
    const [narva] = (await importer.found(`import=${first.id}`)).items;
    const signatory = `/api/v1/staff/signatories/${narva!.id}`;
    expect((await anna.browser.get(signatory)).body).toMatchObject({
      content: { wikidataId: 'Q157246' },
    });

    const again = await importer.uploads(
      [
        'name,country,kind,wikidata',
        'Narwa,EE,municipality,Q157246',
        'Keila,EE,municipality,Q156963',
        'Kehra,EE,municipality,Q156963',
      ].join('\n'),
    );
    expect((await importer.checks(again.id)).duplicates).toMatchObject([
      { row: 2, match: { nameOfficial: 'Narva' }, sameAsRow: null, options: ['skip', 'update'] },
      { row: 4, match: null, sameAsRow: 3, options: ['skip'] },
    ]);
    expectProblem(
      await changesNothing(register, () =>
        importer.runs(again, { choices: [{ row: 2, choice: 'create' }] }),
      ),
      422,
      'invalid-input',
    );
    await importer.runs(again);
    await importer.ends(again.id);

    const keila = (await importer.found(`import=${again.id}`)).items[0]!;
    const wrong = await importer.uploads(
      `id,name,country,kind,wikidata\n${keila.publicId},Keila,EE,municipality,Q157246\n`,
    );
    expect((await importer.runs(wrong, { choices: [{ row: 2, choice: 'update' }] })).status).toBe(
      202,
    );
    expect(await importer.ends(wrong.id)).toMatchObject({
      state: 'open',
      failure: 'wikidata-id-taken',
      result: null,
    });
    expect((await anna.browser.get(`/api/v1/staff/signatories/${keila.id}`)).body).toMatchObject({
      version: 1,
      content: { wikidataId: 'Q156963' },
    });
    expect((await importer.undoes(await importer.looksAt(again.id))).body).toMatchObject({
      state: 'undone',
    });
  });
});
