import { DataSource, type EntityManager } from 'typeorm';
import { growDemo } from '../../src/commands/seed/grow-demo.js';
import { limits } from '../../src/platform/config/limits.js';
import {
  bumpRegisterVersion,
  type VersionKind,
} from '../../src/platform/settings/register-version.js';
import { RegisterClock } from '../../src/site/public/register-clock.js';
import { ColumnsReader } from '../../src/site/public/columns-reader.js';
import { startApp, type TestApp } from '../support/app.js';
import { eventually } from '../support/eventually.js';
import { figuresBySql, figuresServed } from '../support/figures-by-sql.js';

interface Filter {
  country?: string;
  kind?: string;
  pillar?: string;
  box?: string;
  q?: string;
  action?: string;
}

const signatories = 900;
const rounds = 25;
/** Low, so that searches of this small register take the way of the large one, too. */
const known = limits as { foundById: number };
const usual = known.foundById;

let register: TestApp;
let database: DataSource;
beforeAll(async () => {
  known.foundById = 60;
  register = await startApp({ described: true });
  database = register.app.get(DataSource);
  await changes(async (manager) => void (await growDemo(manager, signatories, () => undefined)));
});
afterAll(async () => {
  known.foundById = usual;
  await register.close();
});

/** What a program of ours does: rows and the next version in one transaction. */
async function changes(
  change: (manager: EntityManager) => Promise<void>,
  kind: VersionKind = 'removes',
): Promise<void> {
  await database.transaction(async (manager) => {
    await change(manager);
    await bumpRegisterVersion(manager, 'by the operator', kind);
  });
  await register.hearsOfChanges();
}

const someone = (state = 'published') =>
  `(SELECT id FROM signatory WHERE state = '${state}' ORDER BY random() LIMIT 1)`;
const theirAuthority = (state?: string) =>
  `(SELECT authority_id FROM signatory WHERE id = ${someone(state)})`;

const steps = [
  `UPDATE signatory SET state = 'withdrawn', withdrawn_at = now() WHERE id = ${someone()}`,
  `UPDATE signatory SET state = 'withdrawn', withdrawn_at = now()
    WHERE id IN (SELECT id FROM signatory WHERE state = 'published' ORDER BY random() LIMIT 30)`,
  `UPDATE signatory SET state = 'on_hold' WHERE id = ${someone()}`,
  `UPDATE authority SET longitude = random() * 40 - 8, latitude = random() * 25 + 38
    WHERE id = ${theirAuthority()}`,
  `UPDATE authority SET longitude = NULL, latitude = NULL WHERE id = ${theirAuthority()}`,
  `UPDATE authority SET kind = 'other' WHERE id = ${theirAuthority()}`,
  `DELETE FROM pledge WHERE signatory_id = ${someone()}`,
  `DELETE FROM signatory WHERE id = ${someone('withdrawn')}`,
  `UPDATE pledge SET progress = 'done', reported_on = '2026-05-04', progress_note = NULL
    WHERE signatory_id = ${someone()}`,
  `UPDATE pledge SET signatory_id = ${someone()}, position = position + 500
    WHERE signatory_id = ${someone()} AND position < 500`,
  `INSERT INTO pledge_report (id, pledge_id, reported_on, progress, language)
    SELECT gen_random_uuid(), p.id, '2025-03-01', 'under_way', 'en' FROM pledge p
    WHERE p.signatory_id = ${someone()} AND p.reported_on IS NOT NULL LIMIT 1`,
  `UPDATE signatory SET reported_on = '2024-02-02', signed_on = '2016' WHERE id = ${someone()}`,
  `UPDATE signatory SET published_at = published_at - interval '3 years' WHERE id = ${someone()}`,
  `UPDATE authority SET population = nullif((random() * 200000)::int % 7, 0) * 30000
    WHERE id = ${theirAuthority()}`,
  `UPDATE authority SET country_code = 'LU' WHERE id = ${theirAuthority()}`,
];

/** The only one of them that leaves everything as it was before. */
const publish = `UPDATE signatory SET state = 'published', withdrawn_at = NULL
    WHERE id = ${someone('withdrawn')}`;

const one = <Value>(values: readonly Value[]): Value =>
  values[Math.floor(Math.random() * values.length)]!;

function anyFilter(): Filter {
  const maybe = (value: string) => (Math.random() < 0.35 ? value : undefined);
  const [west, south] = [Math.random() * 20 - 8, Math.random() * 15 + 38];
  const box = [west, south, west + Math.random() * 20, south + Math.random() * 15];
  return {
    country: maybe(one(['FR', 'DE', 'IT', 'ES,PL', 'RO,FR,GB'])),
    kind: maybe(one(['municipality', 'region', 'municipality,other'])),
    pillar: maybe(one(['prevention', 'protection', 'participation,prosecution'])),
    box: maybe(box.map((side) => side.toFixed(3)).join(',')),
    q: maybe(one(['a', 'sa', 'saint', 'b', 'bad'])),
    action: maybe(one(['prevention.training', 'protection.helpline'])),
  };
}

/** The same question, asked of the views with nothing in between. */
async function counted({ country, kind, pillar, box, q, action }: Filter): Promise<number> {
  const some = (list: string) => list.split(',').map((value) => `'${value}'`);
  const [west, south, east, north] = (box ?? '').split(',');
  const has = (condition: string) =>
    `EXISTS (SELECT 1 FROM public_pledge p WHERE p.signatory_id = s.id AND ${condition})`;
  const where = [
    'true',
    country && `s.country_code IN (${some(country).join()})`,
    kind && `s.kind IN (${some(kind).join()})`,
    pillar && has(`p.pillar_code IN (${some(pillar).join()})`),
    action && has(`p.action_code = '${action}'`),
    q && `s.search_text LIKE '% ${q}%'`,
    box &&
      `s.longitude >= ${west} AND s.longitude < ${east}
        AND s.latitude >= ${south} AND s.latitude < ${north}`,
  ].filter(Boolean);
  const [row] = await register.sql<{ count: string }>(
    `SELECT count(*) FROM public_signatory s WHERE ${where.join(' AND ')}`,
  );
  return Number(row!.count);
}

async function answers<Body>(path: string, filter: Filter): Promise<Body> {
  const given = Object.entries(filter).filter(([, value]) => value);
  const query = new URLSearchParams(given as [string, string][]).toString();
  return (await register.anonymous.get(`/api/v1/${path}?${query}`).expect(200)).body as Body;
}

interface Counts {
  countries: Record<string, number>;
  kinds: Record<string, number>;
  pillars: Record<string, number>;
}
interface ListOf {
  total: number;
  items: { id: string; state: string }[];
}
interface MapOf {
  total: number;
  points: unknown[];
  clusters: { count: number; latitude: number; longitude: number; box: string }[];
}

async function agreesWithTheViews(filter: Filter): Promise<void> {
  const list = await answers<ListOf>('signatories', filter);
  expect([filter, list.total]).toEqual([filter, await counted(filter)]);
  expect(list.items).toHaveLength(Math.min(limits.pageSize, list.total));
  const [{ shown } = { shown: '' }] = await register.sql<{ shown: string }>(
    `SELECT count(*) AS shown FROM public_signatory WHERE public_id = ANY ($1)`,
    [list.items.map(({ id }) => id)],
  );
  expect(Number(shown)).toBe(list.items.length);
  const counts = await answers<Counts>('counts', filter);
  const { countries, kinds, pillars } = counts;
  for (const country of ['FR', 'DE', 'LU'])
    expect([filter, country, countries[country] ?? 0]).toEqual([
      filter,
      country,
      await counted({ ...filter, country }),
    ]);
  expect(kinds['region'] ?? 0).toBe(await counted({ ...filter, kind: 'region' }));
  expect(pillars['prevention'] ?? 0).toBe(await counted({ ...filter, pillar: 'prevention' }));
  const map = await answers<MapOf>('map', filter);
  const located = await counted({ ...filter, box: filter.box ?? '-180,-90,180,90' });
  expect(map.total).toBe(located);
  expect(map.points.length + map.clusters.reduce((sum, { count }) => sum + count, 0)).toBe(located);
  for (const { box, count, latitude, longitude } of map.clusters.slice(0, 3)) {
    // A cell may reach beyond the box that was asked for.
    if (!filter.box) expect(await counted({ ...filter, box })).toBe(count);
    const [west, south, east, north] = box.split(',').map(Number) as [
      number,
      number,
      number,
      number,
    ];
    expect(longitude >= west && longitude <= east).toBe(true);
    expect(latitude >= south && latitude <= north).toBe(true);
  }
}

/** What many read at one time, who all have read it before. */
async function readers(path: string): Promise<string[]> {
  const all = Array.from({ length: 6 }, () => register.anonymous.get(path).expect(200));
  return (await Promise.all(all)).map(({ body }) => JSON.stringify(idsOf(body as ListOf)));
}

const idsOf = ({ total, items }: ListOf) => [total, ...items.map(({ id }) => id)];

/** The same list with nothing in between. */
async function madeFromNothing(): Promise<string> {
  const rows = await register.sql<{ id: string }>(
    `SELECT public_id AS id FROM public_signatory s WHERE country_code = 'FR'
      ORDER BY name_en COLLATE "und-x-icu", s.id`,
  );
  const items = rows.slice(0, limits.pageSize).map(({ id }) => ({ id, state: '' }));
  return JSON.stringify(idsOf({ total: rows.length, items }));
}

it('TR3 after a removal nobody gets the earlier list; after a publication, either list', async () => {
  const path = '/api/v1/signatories?country=FR';
  for (let round = 0; round < rounds; round += 1) {
    await readers(path);
    const before = await madeFromNothing();
    const adds = Math.random() < 0.4;
    const step = adds ? publish : one(steps);
    await changes(async (manager) => void (await manager.query(step)), adds ? 'adds' : 'removes');
    const after = await madeFromNothing();
    const served = new Set(await readers(path));
    if (adds) served.delete(before);
    served.delete(after);
    expect([step, ...served]).toEqual([step]);
    expect(new Set(await readers(path))).toEqual(new Set([after]));
  }
}, 120_000);

it('RL1 PR10 lists, counts and maps agree with the register after every change of it', async () => {
  for (let round = 0; round < rounds; round += 1) {
    await agreesWithTheViews(anyFilter());
    await agreesWithTheViews(anyFilter());
    await changes(async (manager) => void (await manager.query(one([...steps, publish]))));
  }
  await agreesWithTheViews({});
}, 120_000);

it('RL1 figures agree with the register after every change, and none is read whole for it', async () => {
  const read = jest.spyOn(ColumnsReader.prototype as unknown as { anew(): unknown }, 'anew');
  for (const step of [...steps, publish, ...steps]) {
    await changes(async (manager) => void (await manager.query(step)));
    expect([step, await figuresServed(register)]).toEqual([step, await figuresBySql(register)]);
  }
  expect(read).not.toHaveBeenCalled();
  read.mockRestore();
}, 120_000);

it('RL1 a new action of the Pact has its figures and its page, although no signatory was touched', async () => {
  await figuresServed(register);
  await changes(async (manager) => {
    await manager.query(`INSERT INTO action
        (code, pillar_code, position, wording, source)
      VALUES ('prevention.aaa-new', 'prevention', 99, '{}', '')`);
  });
  expect(await figuresServed(register)).toEqual(await figuresBySql(register));
  await changes(async (manager) => {
    await manager.query(`DELETE FROM action WHERE code = 'prevention.aaa-new'`);
  });
  expect(await figuresServed(register)).toEqual(await figuresBySql(register));
});

it('TR3 after a connection was lost, everything is read again: the database may be another', async () => {
  const read = jest.spyOn(ColumnsReader.prototype as unknown as { anew(): unknown }, 'anew');
  const lose = () =>
    register.sql(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE application_name = 'pact register clock' AND datname = current_database()`);
  await changes(async () => undefined);
  await figuresServed(register);
  expect(read).not.toHaveBeenCalled();
  const clock = register.app.get(RegisterClock);
  const { line } = clock;
  await lose();
  await eventually(async () => expect([clock.connected, clock.line]).toEqual([true, line + 1]));
  await changes(async (manager) => void (await manager.query(steps[0]!)));
  expect(await figuresServed(register)).toEqual(await figuresBySql(register));
  expect(read).toHaveBeenCalledTimes(1);
  read.mockRestore();
});

it('a filter that nobody matches finds nothing', async () => {
  await changes(async (manager) => {
    await manager.query(`UPDATE signatory SET state = 'withdrawn', withdrawn_at = now()
      WHERE state IN ('published', 'on_hold')`);
  });
  await agreesWithTheViews({});
  await agreesWithTheViews({ country: 'FR' });
  await agreesWithTheViews({ q: 'a', pillar: 'prevention' });
});
