import type { TestApp } from '../support/app.js';
import { listed, strangers } from '../support/journalist.js';
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
    const answers = await matches(register, queries);
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
});
