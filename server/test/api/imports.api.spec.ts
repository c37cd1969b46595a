import { readFile } from 'node:fs/promises';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { Importer } from '../support/importer.js';
import { changesNothing, expectProblem } from '../support/problems.js';
import type { ImportDto, RunImportDto } from '../../src/workbench/imports/imports.dto.js';
import { textColumns, type Cell } from '../../src/platform/spreadsheets/cell.js';
import { xlsx } from '../../src/platform/spreadsheets/xlsx.js';

let register: TestApp;
let anna: Colleague;
let importer: Importer;

beforeAll(async () => {
  register = await startApp();
  anna = await Colleague.signsIn(register, 'publisher');
  importer = new Importer(anna);
});
afterAll(() => register.close());

const path = '/api/v1/staff/imports';
const sends = (content: Buffer | string, name?: string) => importer.sends(content, name);
const brings = (content: Buffer | string, name?: string) => importer.uploads(content, name);
const looksThrough = (id: string) => importer.checks(id);
const looksAt = (id: string) => importer.looksAt(id);
const runs = (begun: ImportDto, wanted?: Partial<RunImportDto>) => importer.runs(begun, wanted);
const ends = (id: string) => importer.ends(id);

async function whole(chunks: AsyncIterable<Buffer>): Promise<Buffer> {
  const parts: Buffer[] = [];
  for await (const chunk of chunks) parts.push(Buffer.from(chunk));
  return Buffer.concat(parts);
}

describe('U21 import', () => {
  it('the participants of the old site come in as their file is', async () => {
    const file = await readFile(new URL('../support/participants.csv', import.meta.url));
    const begun = await brings(file, 'participants.csv');
    expect(
      Object.fromEntries(
        begun.mapping.columns.map(({ field, column }) => [field, begun.columns[column]]),
      ),
    ).toEqual({
      nameOfficial: 'name_local',
      nameEn: 'name_en',
      countryCode: 'country_iso2',
      kind: 'kind',
      signedOn: 'signed_on',
      website: 'website',
      latitude: 'latitude',
      longitude: 'longitude',
      sourceUrl: 'source_url',
    });
    const check = await changesNothing(register, () => looksThrough(begun.id));
    expect(check.errors).toEqual([]);
    expect(check.total).toBeGreaterThanOrEqual(4);
    expect((await runs(begun, { publish: true })).status).toBe(202);
    expect(await ends(begun.id)).toMatchObject({
      state: 'done',
      columns: [],
      result: { created: check.total, updated: 0, leftOut: 0, published: true },
    });
    const { items, total } = await importer.found(`import=${begun.id}`);
    expect(total).toBe(check.total);
    expect(items.find(({ names }) => names.en === 'Nicosia')).toMatchObject({
      state: 'published',
      countryCode: 'CY',
      signedOn: '2014-05-13',
      names: { official: 'Λευκωσία' },
    });
    await register.hearsOfChanges();
    const list = (await register.anonymous.get('/api/v1/signatories').expect(200)).body as {
      total: number;
    };
    expect(list.total).toBe(check.total);
    const trail = await register.sql<{ action: string; count: number }>(
      `SELECT action, count(*)::int FROM event WHERE action ~ 'import' GROUP BY 1 ORDER BY 1`,
    );
    expect(trail).toEqual([
      { action: 'import.receive', count: 1 },
      { action: 'import.run', count: 1 },
      { action: 'signatory.import', count: check.total },
    ]);

    const again = await looksThrough((await brings(file)).id);
    expect(again).toMatchObject({ fresh: 0, faulty: 0 });
    expect(again.duplicates).toHaveLength(check.total);
    expect(again.duplicates[0]).toMatchObject({ sameAsRow: null, options: ['skip', 'update'] });
  });

  it('each error is reported with row, column, value and rule; nothing is imported unless those rows are left out', async () => {
    const begun = await brings(
      [
        'name;country;kind;signed;lat;lon;web',
        'Good Town;Estonia;town;13.05.2014;58,1;26,2;www.good.example',
        'Bad;Atlantis;city;31.02.2014;95;1;',
        ';EE;castle;2999;1;;x y',
        '=1+1;EE;city;;;;',
      ].join('\n'),
    );
    const check = await changesNothing(register, () => looksThrough(begun.id));
    expect(check).toMatchObject({ total: 4, fresh: 1, faulty: 3, duplicates: [] });
    expect(
      check.errors.map(({ row, column, key, value }) => `${row} ${column} ${key} ${value}`),
    ).toEqual(
      expect.arrayContaining([
        '3 country isISO31661Alpha2 Atlantis',
        '3 signed isRealDay 31.02.2014',
        '3 lat max 95',
        '4 name isNotEmpty ',
        '4 kind isIn castle',
        '4 web isUrl x y',
        '5 name isPlainName =1+1',
      ]),
    );
    expectProblem(await changesNothing(register, () => runs(begun)), 422, 'import-faulty');
    expect((await runs(begun, { leaveOutFaulty: true })).status).toBe(202);
    expect(await ends(begun.id)).toMatchObject({
      state: 'done',
      result: { created: 1, leftOut: 3 },
    });
    expect((await importer.found(`import=${begun.id}`)).items).toMatchObject([
      { state: 'unlisted', kind: 'municipality', countryCode: 'EE', signedOn: '2014-05-13' },
    ]);
  });

  it('columns can be corrected, and missing values set for all rows', async () => {
    const begun = await brings('A,B\nPärnu,ignored\n');
    expect(begun.mapping.columns).toEqual([]);
    const maps = (version: number, mapping: object) =>
      anna.browser.put(`${path}/${begun.id}/mapping`).set('If-Match', `"${version}"`).send(mapping);
    expectProblem(
      await changesNothing(register, () =>
        maps(1, { columns: [{ field: 'nameOfficial', column: 2 }] }),
      ),
      422,
    );
    expectProblem(
      await changesNothing(register, () => maps(1, { columns: [{ field: 'state', column: 0 }] })),
      422,
    );
    const mapped = await maps(1, {
      columns: [{ field: 'nameOfficial', column: 0 }],
      kind: 'municipality',
      countryCode: 'EE',
      sourceUrl: 'www.list.example',
    });
    expect(mapped.status).toBe(200);
    expectProblem(
      await changesNothing(register, () => maps(1, { columns: [] })),
      412,
      'changed-meanwhile',
    );
    expect(await looksThrough(begun.id)).toMatchObject({ fresh: 1, faulty: 0 });
  });

  it('duplicates inside the file and against the register are shown, and updated by choice; undo gives the earlier version back', async () => {
    const first = await brings('name,country,kind\nRakvere,EE,municipality\n');
    await runs(first);
    await ends(first.id);
    const begun = await brings(
      [
        'name,country,kind,population',
        'City of Rakvere,EE,municipality,15000',
        'Valga,EE,municipality,',
        'VALGA,EE,municipality,',
      ].join('\n'),
    );
    const { fresh, duplicates } = await looksThrough(begun.id);
    expect(fresh).toBe(1);
    expect(duplicates).toMatchObject([
      { row: 2, match: { nameOfficial: 'Rakvere' }, sameAsRow: null, options: ['skip', 'update'] },
      { row: 4, match: null, sameAsRow: 3, options: ['skip'] },
    ]);
    expectProblem(
      await changesNothing(register, () =>
        runs(begun, { choices: [{ row: 4, choice: 'create' }] }),
      ),
      422,
      'invalid-input',
    );
    expect((await runs(begun, { choices: [{ row: 2, choice: 'update' }] })).status).toBe(202);
    const done = await ends(begun.id);
    expect(done.result).toEqual({ created: 1, updated: 1, leftOut: 1, published: false });
    const signatory = `/api/v1/staff/signatories/${duplicates[0]!.match!.signatoryId}`;
    expect((await anna.browser.get(signatory)).body).toMatchObject({
      names: { official: 'City of Rakvere' },
      content: { population: 15_000 },
    });
    expect((await importer.undoes(done)).body).toMatchObject({ state: 'undone' });
    expect((await anna.browser.get(signatory)).body).toMatchObject({
      names: { official: 'Rakvere' },
      content: { population: null },
    });
    expect((await importer.found('q=valga')).total).toBe(0);
    expectProblem(
      await changesNothing(register, () => importer.undoes({ ...done, version: done.version + 1 })),
      409,
      'import-not-done',
    );
  });

  it('undo is refused where someone has changed a row since, and names it', async () => {
    const begun = await brings('name,country,kind\nElva,EE,municipality\nPaide,EE,municipality\n');
    await runs(begun);
    const done = await ends(begun.id);
    const { items } = await importer.found('q=elva');
    expect((await anna.changes({ id: items[0]!.id, version: 1 }, 'publish')).status).toBe(200);
    const refusal = expectProblem(
      await changesNothing(register, () => importer.undoes(done)),
      409,
      'import-changed-since',
    );
    expect(refusal).toMatchObject({ count: 1, changed: [{ row: 2, name: 'Elva' }] });
    expect(await importer.found(`import=${begun.id}`)).toMatchObject({ total: 2 });
  });

  it('an XLSX with real dates; when two start it at once, one succeeds', async () => {
    const rows: Cell[][] = Array.from({ length: 600 }, (_, index) => [
      `Town ${letters(index)}`,
      'FI',
      'municipality',
      '2019-06-28',
    ]);
    const begun = await brings(
      await whole(
        xlsx([
          {
            name: 'Towns',
            columns: [
              ...textColumns(['Name', 'Country', 'Type']),
              { name: 'Signed on', kind: 'day' },
            ],
            rows,
          },
        ]),
      ),
      'towns.xlsx',
    );
    expect(await looksThrough(begun.id)).toMatchObject({ fresh: 600, faulty: 0, duplicates: [] });
    const answers = await Promise.all([runs(begun), runs(begun)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([202, 409]);
    expect(await ends(begun.id)).toMatchObject({
      state: 'done',
      rowsDone: 600,
      result: { created: 600 },
    });
    expect((await importer.found(`import=${begun.id}`)).items[0]).toMatchObject({
      signedOn: '2019-06-28',
    });
    expect((await importer.undoes(await looksAt(begun.id))).status).toBe(200);
    expect(await importer.found('country=FI')).toMatchObject({ total: 0 });
  });

  it('S35 a file that is no table, too large or a bomb is refused and leaves nothing', async () => {
    const refused = async (content: Buffer | string, status: number, code: string) =>
      expectProblem(await changesNothing(register, () => sends(content)), status, code);
    await refused('', 422, 'sheet-empty');
    await refused(`name\n${'x\n'.repeat(5_001)}`, 422, 'sheet-too-many-rows');
    await refused(Buffer.alloc(5 * 1024 * 1024 + 1, 'a'), 413, 'sheet-too-large');
    await refused(
      Buffer.concat([Buffer.from('PK\x03\x04'), Buffer.alloc(64)]),
      422,
      'sheet-unreadable',
    );
    expectProblem(await anna.browser.post(path).send({}), 422, 'invalid-input');
  });
});

const letters = (index: number) =>
  [...String(index)].map((digit) => 'abcdefghij'[Number(digit)]).join('');
