import { readFileSync } from 'node:fs';
import { Ajv, type ValidateFunction } from 'ajv';
import addFormats from 'ajv-formats';
import { DataSource } from 'typeorm';
import { loadDemo } from '../../src/commands/seed/demo-load.js';
import { seedPlaces } from '../../src/commands/seed/seed-places.js';
import { limits } from '../../src/platform/config/limits.js';
import { PublicDatabase } from '../../src/site/public/public-database.js';
import { SearchService } from '../../src/site/public/search.service.js';
import { ReconciliationService } from '../../src/site/reconciliation/reconciliation.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { authority, listed, strangers } from '../support/journalist.js';
import { expectProblem, fieldsOf } from '../support/problems.js';

interface Candidate {
  id: string;
  name: string;
  description: string;
  score: number;
  match: boolean;
}
type Answers = Record<string, { result: Candidate[] }>;

const address = '/api/v1/reconcile';
let register: TestApp;

const validators = new Map<string, ValidateFunction>();
beforeAll(async () => {
  const ajv = new Ajv({ strict: false, allErrors: true });
  addFormats.default(ajv);
  const read = (name: string) =>
    JSON.parse(
      readFileSync(new URL(`../fixtures/reconciliation-0.2/${name}.json`, import.meta.url), 'utf8'),
    ) as { $schema?: string; properties?: { authentication?: unknown } };
  ajv.addSchema(read('type'));
  for (const name of [
    'manifest',
    'reconciliation-query-batch',
    'reconciliation-result-batch',
    'data-extension-query',
    'data-extension-response',
    'data-extension-property-proposal',
    'suggest-entities-response',
    'suggest-properties-response',
  ]) {
    const { $schema: _, ...schema } = read(name);
    // It refers to Swagger's schema, which is elsewhere; ours asks for no sign-in.
    if (schema.properties) delete schema.properties.authentication;
    validators.set(name, ajv.compile(schema));
  }
  register = await startApp({ described: true });
  const database = register.app.get(DataSource);
  await seedPlaces(database, () => undefined);
  await loadDemo(database.manager, [
    ...listed.map(([country, official, en]) => authority(country, official, en)),
    authority('IT', 'Provincia di Milano', 'Province of Milan', { kind: 'region' }),
    authority('AT', 'Salzburg', 'Salzburg', { region: 'Salzburg' }),
    authority('AT', 'Neustadt', 'Neustadt'),
    authority('DE', 'Neustadt', 'Neustadt'),
    authority('DE', 'Dresden', 'Dresden', { state: 'withdrawn' }),
    // The shortest is not the one whose letters are the most alike.
    ...['Saint-Malo', 'Saint-Denis', 'Saint-Quentin', 'Saint-Omer'].map((name) =>
      authority('FR', name),
    ),
    authority('ES', 'Ciudad Real'),
    authority('GB', 'Borough Green'),
    // The gazetteer has a town of this name; it is not said that this is it.
    authority('AT', 'Linz', 'Linz'),
    authority('DE', 'Nirgendheim', 'Nirgendheim'),
    authority('AT', 'Wels', 'Wels'),
    authority('AT', 'Villach', 'Villach', { state: 'on_hold' }),
  ]);
  await register.sql(
    `UPDATE authority a SET demo = a.name_official = 'Wels', geonames_id = CASE
       WHEN a.kind = 'municipality' AND a.name_official <> 'Linz' THEN (
         SELECT p.id FROM place p WHERE p.country_code = a.country_code
           AND (p.name_official IN (a.name_official, a.name_en) OR p.name_en = a.name_en
             OR p.other_names LIKE '%' || a.name_en || '%')
         ORDER BY p.population DESC LIMIT 1) END`,
  );
  await register.sql(
    `UPDATE signatory s SET demo = a.demo FROM authority a WHERE a.id = s.authority_id`,
  );
  await register.sql(`UPDATE register SET version = version + 1`);
  await register.sql(`SELECT pg_notify('register', (SELECT version::text FROM register))`);
  await register.hearsOfChanges();
});
afterAll(() => register.close());

function fits(schema: string, value: unknown): void {
  const validate = validators.get(schema)!;
  expect({ schema, fits: validate(value), errors: validate.errors }).toEqual({
    schema,
    fits: true,
    errors: null,
  });
}

async function matches(queries: object): Promise<Answers> {
  fits('reconciliation-query-batch', queries);
  const answer = await register.anonymous
    .post(address)
    .type('form')
    .send({ queries: JSON.stringify(queries) })
    .expect(200);
  fits('reconciliation-result-batch', answer.body);
  return answer.body as Answers;
}

const one = async (query: string, more: object = {}) =>
  (await matches({ q: { query, ...more } }))['q']!.result;
const inCountry = (v: unknown) => ({ properties: [{ pid: 'country', v }] });

describe('O16 the reconciliation API', () => {
  it('says what it is', async () => {
    const { body, headers } = await register.anonymous.get(address).expect(200);
    fits('manifest', body);
    expect(headers['access-control-allow-origin']).toBe('*');
    const preview = (body as { preview: { url: string } }).preview.url;
    const [{ id }] = (await one('Köln', inCountry('DE'))) as [Candidate];
    const path = preview.replace('{{id}}', id).replace('http://register.example', '');
    const page = await register.anonymous.get(path).expect(200);
    expect(page.headers['content-security-policy']).toContain('frame-ancestors *');
    expect(page.text).toContain('Köln');
  });

  it('a journalist’s CSV of 50 names is matched', async () => {
    const rows = [
      ...listed.map(([country, official, , typed]) => ({ country, official, typed })),
      ...strangers.map(([country, typed]) => ({ country, official: null, typed })),
    ];
    expect(rows).toHaveLength(50);
    const queries = Object.fromEntries(
      rows.map(({ country, typed }, index) => [
        `row${index}`,
        { query: typed, type: 'municipality', ...inCountry(country) },
      ]),
    );
    const answers = await matches(queries);
    const matched = rows.map(({ official, typed }, index) => ({
      typed,
      found: answers[`row${index}`]!.result.find(({ match }) => match)?.name ?? null,
      wanted: official,
    }));
    expect(matched.filter(({ found, wanted }) => found !== wanted)).toEqual([]);
  });

  it('calls nothing certain that could be another', async () => {
    // Two signatories of one name, and several other places.
    const neustadt = await one('Neustadt');
    expect(neustadt).toHaveLength(2);
    expect(neustadt.every(({ score, match }) => score === 100 && !match)).toBe(true);
    expect((await one('Neustadt', inCountry('DE')))[0]).toMatchObject({ match: false });
    // There is a Cologne in Lombardy.
    expect((await one('Cologne'))[0]).toMatchObject({ name: 'Köln', score: 100, match: false });
    expect((await one('Cologne', inCountry('Germany')))[0]).toMatchObject({ match: true });
    // The town or the region around it.
    expect((await one('Salzburg', inCountry('AT')))[0]).toMatchObject({ match: false });
    expect((await one('Stadt Salzburg', inCountry('AT')))[0]).toMatchObject({ match: true });
    expect((await one('Land Salzburg', inCountry('AT')))[0]).toMatchObject({ match: false });
    expect((await one('Milano'))[0]).toMatchObject({ name: 'Provincia di Milano', match: false });
    expect((await one('Provincia di Milano'))[0]).toMatchObject({ match: false });
    expect((await one('Provincia di Milano', inCountry('IT')))[0]).toMatchObject({ match: true });
    // A slip of the pen, and the beginning of a name.
    for (const typed of ['Strazbourg', 'Goteborgg', 'Kol', 'Saint'])
      expect({ typed, found: (await one(typed)).filter(({ match }) => match) }).toEqual({
        typed,
        found: [],
      });
    expect((await one('Strazbourg'))[0]).toMatchObject({ name: 'Strasbourg' });
    // Elsewhere, of another kind, in no country at all.
    expect(await one('Köln', inCountry('FR'))).toEqual([]);
    expect(await one('Köln', { type: 'region' })).toEqual([]);
    expect(await one('Köln', inCountry('Atlantis'))).toEqual([]);
    expect(await one('Dresden')).toEqual([]);
    expect(await one('!?')).toEqual([]);
  });

  it('calls nothing certain that the gazetteer does not know as this very place', async () => {
    for (const [typed, country] of [
      ['Linz', 'AT'],
      ['Nirgendheim', 'DE'],
    ])
      expect((await one(typed!, inCountry(country)))[0]).toMatchObject({
        ...{ name: typed, score: 100, match: false },
      });
  });

  it('needs the whole name, to which words of kind may be added', async () => {
    for (const [typed, country, match] of [
      ['Real', 'ES', false],
      ['Ciudad Real', 'ES', true],
      ['Ayuntamiento de Ciudad Real', 'ES', true],
      ['Green', 'GB', false],
      ['Borough Green', 'GB', true],
    ] as const) {
      const [found] = await one(typed, inCountry(country));
      expect({ typed, match: found?.match ?? false }).toEqual({ typed, match });
    }
  });

  it('says who is on hold or made up, and calls neither certain', async () => {
    const [onHold] = await one('Villach', inCountry('AT'));
    expect(onHold).toMatchObject({ score: 100, match: false });
    expect(onHold!.description).toMatch(/, on hold$/);
    const [demo] = await one('Wels', inCountry('AT'));
    expect(demo).toMatchObject({ score: 100, match: false });
    expect(demo!.description).toMatch(/, demonstration data, not a real signatory$/);
    expect((await one(demo!.id))[0]).toMatchObject({ match: false });
  });

  it('an identifier is matched; candidates are as many as asked for, the likeliest first', async () => {
    const [{ id }] = (await one('Köln', inCountry({ id: 'DE' }))) as [Candidate];
    expect(await one(id)).toEqual([expect.objectContaining({ id, match: true })]);
    expect(await one(id, inCountry('FR'))).toEqual([]);
    expect(await one(id, { type: 'region' })).toEqual([]);
    const many = await one('saint', { limit: 20 });
    expect(many.length).toBeGreaterThan(3);
    const scores = many.map(({ score }) => score);
    expect(new Set(scores).size).toBeGreaterThan(1);
    expect(scores).toEqual([...scores].sort((a, b) => b - a));
    expect(await one('saint', { limit: 3 })).toEqual(many.slice(0, 3));
  });

  it('tells values of any column, and none of who is not public', async () => {
    const [{ id }] = (await one('Köln', inCountry('DE'))) as [Candidate];
    const wanted = ['name_en', 'country_code', 'latitude', 'published_at', 'pledges_prevention'];
    const extend = { ids: [id, 'aaaaaaaa'], properties: wanted.map((name) => ({ id: name })) };
    fits('data-extension-query', extend);
    for (const ask of [
      () =>
        register.anonymous
          .post(address)
          .type('form')
          .send({ extend: JSON.stringify(extend) }),
      () => register.anonymous.get(address).query({ extend: JSON.stringify(extend) }),
    ]) {
      const { body } = await ask().expect(200);
      fits('data-extension-response', body);
      const { rows } = body as { rows: Record<string, object> };
      expect(rows[id]).toMatchObject({
        name_en: [{ str: 'Cologne' }],
        country_code: [{ str: 'DE' }],
        latitude: [{ float: 50 }],
        pledges_prevention: [{ int: 0 }],
      });
      expect(Object.values(rows['aaaaaaaa']!).flat()).toEqual([]);
    }
    const { body } = await register.anonymous.get(`${address}/properties?type=signatory`);
    fits('data-extension-property-proposal', body);
    const { properties } = body as { properties: { id: string }[] };
    const csv = await register.anonymous.get('/api/v1/signatories.csv').expect(200);
    expect(properties.map((property) => property.id).join(',')).toBe(csv.text.split('\r\n')[0]);
  });

  it('suggests signatories and properties while typing', async () => {
    const entities = await register.anonymous.get(`${address}/suggest/entity?prefix=stras`);
    fits('suggest-entities-response', entities.body);
    expect(entities.body).toMatchObject({ result: [{ name: 'Strasbourg' }] });
    const more = await register.anonymous.get(`${address}/suggest/entity?prefix=stras&cursor=1`);
    expect(more.body).toEqual({ result: [] });
    const properties = await register.anonymous.get(`${address}/suggest/property?prefix=Popul`);
    fits('suggest-properties-response', properties.body);
    expect(properties.body).toMatchObject({ result: [{ id: 'population' }] });
  });

  it('is open to every site, offers no JSONP, and answers POST from no memory', async () => {
    const queries = JSON.stringify({ q: { query: 'Graz' } });
    const answer = await register.anonymous
      .post(address)
      .set('Origin', 'https://refine.example')
      .set('Sec-Fetch-Site', 'cross-site')
      .type('form')
      .send({ queries })
      .expect(200);
    expect(answer.headers).toMatchObject({
      'access-control-allow-origin': '*',
      'cache-control': 'no-store',
    });
    const { body } = await register.anonymous.get(address).expect(200);
    fits('manifest', body);
    const jsonp = await register.anonymous.get(address).query({ queries, callback: 'alert' });
    expectProblem(jsonp, 422);
    expect(jsonp.text).not.toMatch(/^alert\(/);
    expect((await register.anonymous.get(address).query({ queries }).expect(200)).body).toEqual(
      answer.body,
    );
  });

  it('lists of names never hold up a page, are refused while others are matched, and end with who asked', async () => {
    const database = register.app.get(PublicDatabase);
    let free: () => void = () => undefined;
    const gate = new Promise<void>((resolve) => (free = resolve));
    const others = Array.from({ length: limits.matchingPool + limits.matchingQueue }, () =>
      database.inStateApart(
        async () => {
          await gate;
          await database.query('SELECT 1');
        },
        () => undefined,
      ),
    );
    const queries = JSON.stringify({ q: { query: 'Brno' } });
    const refused = [
      await register.anonymous.post(address).type('form').send({ queries }),
      await register.anonymous.get(address).query({ queries }),
    ];
    for (const answer of refused) {
      expectProblem(answer, 503, 'busy');
      expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    }
    await register.anonymous.get('/api/v1/signatories?q=Brno').expect(200);
    const pages = database.pools().find(({ name }) => name === 'public')!;
    expect(pages.size - pages.idle).toBe(0);
    free();
    await Promise.all(others);

    const asker = { ip: '192.0.2.1', seen: () => undefined };
    const service = register.app.get(ReconciliationService);
    await expect(service.answer({ queries }, { ...asker, isGone: () => true })).rejects.toThrow(
      'The connection was closed',
    );
    await service.answer({ queries }, { ...asker, isGone: () => false });
  });

  it('names in bulk push no search of a person out of the memory', async () => {
    const asked = jest.spyOn(register.app.get(PublicDatabase), 'query');
    const questions = async (ask: () => Promise<unknown>) => {
      asked.mockClear();
      await ask();
      return asked.mock.calls.length;
    };
    const search = () => register.app.get(SearchService).understand({ q: 'Szeged 1' });
    await one('Szeged 1');
    expect(await questions(search)).toBeGreaterThan(0);
    expect(await questions(search)).toBe(0);
    asked.mockRestore();
  });

  it('a question that got lost is not answered with the manifest; every site may read why', async () => {
    const queries = JSON.stringify({ q: { query: 'Graz' } });
    const post = (path = address) => register.anonymous.post(path);
    const lost = [
      await post(),
      await post().type('form').send(''),
      await post().send({}),
      await post(`${address}?queries=${encodeURIComponent(queries)}`),
    ];
    for (const answer of lost) {
      expect(fieldsOf(expectProblem(answer, 422))).toEqual(['/queries isNotEmpty']);
      expect(answer.headers['access-control-allow-origin']).toBe('*');
    }
    expectProblem(await post().field('queries', queries), 415);
    expectProblem(await post().type('text/plain').send(queries), 415);
    expect((await post().send({ queries }).expect(200)).body).toHaveProperty('q');
    const wrong = await register.anonymous.get(address).query({ queries: '{' });
    expectProblem(wrong, 422);
    expect(wrong.headers['access-control-allow-origin']).toBe('*');
    for (const method of ['put', 'patch', 'delete'] as const) {
      const foreign = register.anonymous[method](address).set('Sec-Fetch-Site', 'cross-site');
      expectProblem(await foreign.type('form').send({ queries }), 403, 'cross-site');
    }
    const picture = post().set('Sec-Fetch-Site', 'cross-site').field('queries', queries);
    expectProblem(await picture, 403, 'cross-site');
  });

  it('names what is wrong with a question, and takes no more at once than it says', async () => {
    const asks = (fields: object) => register.anonymous.post(address).type('form').send(fields);
    const many = Object.fromEntries(
      Array.from({ length: limits.reconciledAtOnce + 1 }, (_, n) => [`q${n}`, { query: 'a' }]),
    );
    const wrong: [fields: object, fault: string][] = [
      [{ queries: '{' }, '/queries isJson'],
      [{ queries: '[]' }, '/queries isObject'],
      [{ queries: '{"a/b":7}' }, '/queries/a~1b isObject'],
      [{ queries: '{"a":{"query":7}}' }, '/queries/a/query isText'],
      [{ queries: '{"a":{"query":"x","properties":[7]}}' }, '/queries/a/properties isList'],
      [{ queries: JSON.stringify(many) }, '/queries isTooMany'],
      [{ extend: '{"ids":[7],"properties":[]}' }, '/extend/ids isTextList'],
      [
        { extend: '{"ids":[],"properties":[{"id":"contact_email"}]}' },
        '/extend/properties/0 isKnownProperty',
      ],
    ];
    for (const [fields, fault] of wrong)
      expect(fieldsOf(expectProblem(await asks(fields), 422))).toEqual([fault]);
    expectProblem(await asks({ queries: '{}', extend: '{}' }), 400, 'one-question');
    const odd = await matches({ __proto__x: { query: 'Graz' }, '': { query: '' } });
    expect(Object.keys(odd)).toEqual(['__proto__x', '']);
  });
});
