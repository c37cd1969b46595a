import { DataSource } from 'typeorm';
import type { Counts, RegisterMap, SignatoryList } from '../../../contract/pages.js';
import { loadDemo, type DemoAuthority } from '../../src/commands/seed/demo-load.js';
import { seedPlaces } from '../../src/commands/seed/seed-places.js';
import { startApp, type TestApp } from '../support/app.js';

let register: TestApp;
const town = (
  countryCode: string,
  nameOfficial: string,
  nameEn: string,
  nameFr: string,
  more: Partial<DemoAuthority> = {},
): DemoAuthority => ({
  kind: 'municipality',
  countryCode,
  nameOfficial,
  nameOfficialLanguage: 'und',
  nameEn,
  nameFr,
  region: '',
  population: null,
  latitude: 50,
  longitude: 10,
  signedOn: '2020-11-18',
  state: 'published',
  pledges: [
    { pillar: 'prevention', action: 'prevention.training', targetYear: null, progress: 'planned' },
  ],
  ...more,
});

beforeAll(async () => {
  register = await startApp({ described: true });
  const database = register.app.get(DataSource);
  await seedPlaces(database, () => undefined);
  await loadDemo(database.manager, [
    town('UA', 'Київ', 'Kyiv', 'Kyiv'),
    town('DE', 'Köln', 'Cologne', 'Cologne'),
    town('CY', 'Λευκωσία', 'Nicosia', 'Nicosie'),
    town('GR', 'Αθήνα', 'Athens', 'Athènes'),
    town('TR', 'İzmir', 'İzmir', 'Izmir'),
    town('GE', 'თბილისი', 'Tbilisi', 'Tbilissi', { kind: 'region' }),
    town('AM', 'Երևան', 'Yerevan', 'Erevan', { pledges: [] }),
    town('DE', 'Dresden', 'Dresden', 'Dresde', { state: 'withdrawn' }),
  ]);
  await register.sql(`UPDATE register SET version = version + 1`);
  await register.sql(`SELECT pg_notify('register', (SELECT version::text FROM register))`);
  await register.hearsOfChanges();
});
afterAll(() => register.close());

const get = async <Answer>(path: string, query: object) =>
  (await register.anonymous.get(`/api/v1/${path}`).query(query).expect(200)).body as Answer;

describe('searching the register', () => {
  it.each([
    ['Kiev', 'Kyiv', 'otherName'],
    ['Киев', 'Kyiv', 'otherName'],
    ['kyiv', 'Kyiv', 'words'],
    ['Köln', 'Cologne', 'words'],
    ['KOELN', 'Cologne', 'words'],
    ['Keulen', 'Cologne', 'otherName'],
    ['Colgne', 'Cologne', 'similar'],
    ['Colonge', 'Cologne', 'similar'],
    ['Nikosia', 'Nicosia', 'otherName'],
    ['Lefkoşa', 'Nicosia', 'otherName'],
    ['Αθήνα', 'Athens', 'words'],
    ['αθηνα', 'Athens', 'words'],
    ['Atene', 'Athens', 'otherName'],
    ['izmir', 'İzmir', 'words'],
    ['IZMIR', 'İzmir', 'words'],
    ['Smyrna', 'İzmir', 'otherName'],
    ['Тбилиси', 'Tbilisi', 'words'],
    ['Երևան', 'Yerevan', 'words'],
    ['Erevan', 'Yerevan', 'words'],
  ])('U11 "%s" finds %s and says how, in the list as on the map', async (q, name, foundBy) => {
    const list = await get<SignatoryList>('signatories', { q });
    expect(list.items.map(({ names }) => names.en)).toEqual([name]);
    expect(list.foundBy).toBe(foundBy);
    expect((await get<RegisterMap>('map', { q })).points.map(({ slug }) => slug)).toEqual(
      list.items.map(({ slug }) => slug),
    );
    expect(Object.values((await get<Counts>('counts', { q })).countries)).toEqual([1]);
  });

  it('finds nothing for what nothing is like, and nothing that is not published', async () => {
    for (const q of ['zzzqqq', '%', '___', "'", 'Dresden', 'Dresde']) {
      expect({ q, total: (await get<SignatoryList>('signatories', { q })).total }).toEqual({
        q,
        total: 0,
      });
      expect({ q, total: (await get<RegisterMap>('map', { q })).total }).toEqual({ q, total: 0 });
    }
  });

  it('counts what each further choice would leave, without its own choice', async () => {
    const all = await get<Counts>('counts', {});
    expect(all).toEqual({
      countries: { UA: 1, DE: 1, CY: 1, GR: 1, TR: 1, GE: 1, AM: 1 },
      kinds: { municipality: 6, region: 1 },
      pillars: { prevention: 6 },
    });
    const chosen = await get<Counts>('counts', { kind: 'region', country: 'GE' });
    expect(chosen).toEqual({
      countries: { GE: 1 },
      kinds: { region: 1 },
      pillars: { prevention: 1 },
    });
    expect((await get<Counts>('counts', { kind: 'region', country: 'AM' })).kinds).toEqual({
      municipality: 1,
    });
  });

  it('TR2 list, map, countries, figures and actions show the same signatories', async () => {
    const list = (await get<SignatoryList>('signatories', {})).items.map(({ id }) => id).sort();
    const map = (await get<RegisterMap>('map', {})).points
      .map(({ slug }) => slug.slice(0, 8))
      .sort();
    expect(map).toEqual(list);
    const boxed = (await get<RegisterMap>('map', { box: '9,49,11,51' })).points
      .map(({ slug }) => slug.slice(0, 8))
      .sort();
    expect(boxed).toEqual(list);
    const sum = (rows: { signatories: number }[]) =>
      rows.reduce((all, { signatories }) => all + signatories, 0);
    expect(sum(await get<{ signatories: number }[]>('countries', {}))).toBe(list.length);
    const figures = await get<{ kinds: { signatories: number }[]; growth: { total: number }[] }>(
      'figures',
      {},
    );
    expect(sum(figures.kinds)).toBe(list.length);
    expect(figures.growth.at(-1)?.total).toBe(list.length);
    const trained = (await get<SignatoryList>('signatories', { action: 'prevention.training' }))
      .total;
    const actions = await get<{ action: string; signatories: number }[]>('actions', {});
    expect(actions.find(({ action }) => action === 'prevention.training')?.signatories).toBe(
      trained,
    );
    for (const { action } of actions)
      expect((await register.anonymous.get('/api/v1/signatories').query({ action })).status).toBe(
        200,
      );
    for (const { id } of (await get<SignatoryList>('signatories', {})).items)
      await register.anonymous.get(`/api/v1/signatories/${id}`).expect(200);
  });
});
