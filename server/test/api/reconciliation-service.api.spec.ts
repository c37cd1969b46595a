import { limits } from '../../src/platform/config/limits.js';
import { PublicDatabase } from '../../src/site/public/public-database.js';
import { SearchService } from '../../src/site/public/search.service.js';
import { ReconciliationService } from '../../src/site/reconciliation/reconciliation.service.js';
import type { TestApp } from '../support/app.js';
import { expectProblem, fieldsOf } from '../support/problems.js';
import {
  type Candidate,
  address,
  fits,
  inCountry,
  matches,
  startMatching,
} from '../support/reconciliation.js';

let register: TestApp;
beforeAll(async () => {
  register = await startMatching();
});
afterAll(() => register.close());

const one = async (query: string, more: object = {}) =>
  (await matches(register, { q: { query, ...more } }))['q']!.result;

describe('O16 the reconciliation API for programs', () => {
  it('returns values of any column, and none for signatories that are not public', async () => {
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
    const odd = { ids: ["x' OR 1=1", 'a\u0000b'], properties: [{ id: 'population' }] };
    const unknown = await register.anonymous
      .post(address)
      .type('form')
      .send({ extend: JSON.stringify(odd) })
      .expect(200);
    expect(Object.keys((unknown.body as { rows: object }).rows)).toEqual(odd.ids);
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
    const first = await register.anonymous.get(`${address}/suggest/entity?prefix=s`);
    const names = (first.body as { result: Candidate[] }).result.map(({ name }) => name);
    expect(names).toHaveLength(limits.suggested);
    expect(names).toContain('Saint-Malo');
    const mistyped = await register.anonymous.get(`${address}/suggest/entity?prefix=Strazb`);
    expect(mistyped.body).toEqual({ result: [] });
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
    const odd = await matches(register, { __proto__x: { query: 'Graz' }, '': { query: '' } });
    expect(Object.keys(odd)).toEqual(['__proto__x', '']);
  });
});
