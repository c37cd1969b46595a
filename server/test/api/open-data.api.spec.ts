import { createHash } from 'node:crypto';
import { gunzipSync } from 'node:zlib';
import { strFromU8, unzipSync } from 'fflate';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import type { SnapshotDto } from '../../src/site/open-data/snapshots.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { bytes, Colleague } from '../support/colleague.js';
import { eventually } from '../support/eventually.js';
import { changesNothing, expectProblem } from '../support/problems.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());

const get = async (path: string) =>
  (await register.anonymous.get(path).buffer(true).parse(bytes).expect(200)).body as Buffer;
const text = async (path: string) => (await get(path)).toString();
const found = (content: string, pattern: RegExp) =>
  [...new Set([...content.matchAll(pattern)].map(([, id]) => id!))].sort();
const address = /\/(?:en|fr)\/signatories\/([a-z0-9]{8})(?=[-"<#&?,\s])/g;

/** The signatories in each public output. */
const outputs: Record<string, () => Promise<string[]>> = {
  list: async () => {
    const ids: string[] = [];
    for (let next: string | null = ''; next !== null;) {
      const page = JSON.parse(await text(`/api/v1/signatories${next && `?after=${next}`}`)) as {
        items: { id: string }[];
        next: string | null;
      };
      ids.push(...page.items.map(({ id }) => id));
      next = page.next;
    }
    return ids.sort();
  },
  csv: async () => found(await text('/api/v1/signatories.csv'), /^([a-z0-9]{8}),http/gm),
  xlsx: async () =>
    found(
      strFromU8(unzipSync(await get('/api/v1/signatories.xlsx'))['xl/worksheets/sheet1.xml']!),
      /<c r="A\d+" t="inlineStr"><is><t xml:space="preserve">([a-z0-9]{8})<\/t>/g,
    ),
  json: async () =>
    (JSON.parse(await text('/api/v1/signatories.json')) as { items: { id: string }[] }).items
      .map(({ id }) => id)
      .sort(),
  geojson: async () =>
    (
      JSON.parse(await text('/api/v1/signatories.geojson')) as { features: { id: string }[] }
    ).features
      .map(({ id }) => id)
      .sort(),
  jsonld: async () => found(await text('/api/v1/signatories.jsonld'), /([a-z0-9]{8})#authority/g),
  sitemap: async () => found(await text('/sitemap.xml'), address),
  map: async () =>
    (JSON.parse(await text('/api/v1/map')) as { points: { slug: string }[] }).points
      .map(({ slug }) => slug.slice(0, 8))
      .sort(),
  'embedded map': async () => found(await text('/en/embed/map'), address),
};
const windowed = {
  rss: '/en/feeds/signatories.rss',
  atom: '/fr/feeds/signatories.atom',
  'json feed': '/en/feeds/signatories.json',
  list: '/en/embed/list',
};

async function idsEverywhere(): Promise<string[]> {
  await register.hearsOfChanges();
  const expected = await outputs['list']!();
  for (const [name, read] of Object.entries(outputs))
    expect({ name, ids: await read() }).toEqual({
      name,
      ids: name.includes('map') ? expect.any(Array) : expected,
    });
  const located = (
    JSON.parse(await text('/api/v1/signatories.json')) as {
      items: { id: string; latitude: number | null }[];
    }
  ).items;
  const onMap = located
    .filter(({ latitude }) => latitude !== null)
    .map(({ id }) => id)
    .sort();
  expect(await outputs['map']!()).toEqual(onMap);
  for (const id of await outputs['embedded map']!()) expect(onMap).toContain(id);
  for (const path of Object.values(windowed))
    for (const id of found(await text(path), address)) expect(expected).toContain(id);
  return expected;
}

describe('TR2 one public set', () => {
  it('the ids of all outputs are the same after each of many changes; TR1 what is hidden, TR3 what was withdrawn is in none', async () => {
    await idsEverywhere();
    const towns: { id: string; publicId: string; version: number; state: string }[] = [];
    for (let step = 0; step < 4; step++) {
      const town = await Applicant.endorses(register);
      towns.push({ ...(await staff.approvesAndPublishes(town.reference)), state: 'published' });
    }
    const hidden = await Applicant.endorses(register);
    const { signatory: unlisted } = await staff.approves(hidden.reference);
    const steps = {
      published: ['hold', 'withdraw'],
      on_hold: ['resume', 'withdraw'],
      withdrawn: ['restore'],
    } as const;
    const after = {
      hold: 'on_hold',
      resume: 'published',
      withdraw: 'withdrawn',
      restore: 'published',
    } as const;
    for (let step = 0; step < 12; step++) {
      const town = towns[Math.floor(Math.random() * towns.length)]!;
      const choices = steps[town.state as keyof typeof steps];
      const action = choices[Math.floor(Math.random() * choices.length)]!;
      expect((await staff.changes(town, action, 'The council wants it so.')).status).toBe(200);
      town.version += 1;
      town.state = after[action];
      const ids = await idsEverywhere();
      for (const { publicId, state } of towns)
        expect({ publicId, listed: ids.includes(publicId) }).toEqual({
          publicId,
          listed: state !== 'withdrawn',
        });
      expect(ids).not.toContain(unlisted!.publicId);
      for (const { publicId, state } of towns.filter((each) => each.state === 'withdrawn')) {
        expect(state).toBe('withdrawn');
        for (const path of [
          `/api/v1/signatories/${publicId}`,
          `/en/signatories/${publicId}`,
          `/en/signatories/${publicId}/share.png`,
          `/en/embed/signatories/${publicId}`,
        ])
          expect({ path, status: (await register.anonymous.get(path)).status }).toEqual({
            path,
            status: 410,
          });
        expectProblem(
          await register.anonymous.get(
            `/api/v1/oembed?url=http://register.example/en/signatories/${publicId}`,
          ),
          404,
        );
      }
    }
  });

  it('PR1 no export tells of anybody who is not public, and S03 an unknown parameter changes none', async () => {
    const town = await Applicant.endorses(register, {
      signer: { name: 'Sigrid Secret' },
      contact: { name: 'Konrad Confidential' },
    });
    await staff.approvesAndPublishes(town.reference);
    await register.hearsOfChanges();
    const unknown = ['sort=email', 'fields=email', 'filter[email]=x', 'limit=1e9'];
    for (const path of ['csv', 'json', 'geojson', 'jsonld']) {
      const all = await text(`/api/v1/signatories.${path}`);
      expect(all).toContain(town.town);
      for (const secret of ['Sigrid', 'Confidential', town.email, town.reference])
        expect(all).not.toContain(secret);
      // A download ignores what it does not know, as a page does (decision 0042).
      for (const query of unknown)
        expect(await text(`/api/v1/signatories.${path}?${query}`)).toBe(all);
      expectProblem(
        await register.anonymous.get(`/api/v1/signatories.${path}?country=Norway`),
        422,
        'invalid-input',
      );
    }
    for (const query of unknown)
      expectProblem(
        await register.anonymous.get(`/api/v1/signatories?${query}`),
        422,
        'invalid-input',
      );
  });
});

it('O11 the snapshot of a day is what the CSV said, hashes to what is listed, is chained, and cannot be altered', async () => {
  const csv = await get('/api/v1/signatories.csv');
  const jobs = register.app.get(JobsService);
  await Promise.all([jobs.runAll(), jobs.runAll()]);
  const [snapshot, ...others] = JSON.parse(await text('/api/v1/snapshots')) as SnapshotDto[];
  expect(others).toEqual([]);
  expect(await get(snapshot!.path)).toEqual(csv);
  expect(createHash('sha256').update(csv).digest('hex')).toBe(snapshot!.sha256);
  const zipped = await register.anonymous
    .get(snapshot!.path)
    .set('Accept-Encoding', 'gzip')
    .buffer(true)
    .parse(bytes)
    .expect(200);
  expect(zipped.headers['cache-control']).toContain('immutable');
  const body = zipped.body as Buffer;
  expect((body[0] === 0x1f ? gunzipSync(body) : body).equals(csv)).toBe(true);
  const [event] = await register.sql<{ details: { sha256: string } }>(
    `SELECT details FROM event WHERE action = 'register.snapshot'`,
  );
  expect(event!.details.sha256).toBe(snapshot!.sha256);
  await changesNothing(register, async () => {
    await expect(register.sql(`UPDATE snapshot SET signatories = 0`)).rejects.toThrow(
      /never changed/,
    );
    await expect(register.sql(`DELETE FROM snapshot_piece`)).rejects.toThrow(/never changed/);
  });
  expectProblem(await register.anonymous.get('/api/v1/snapshots/1999-01-01.csv'), 404);
});

it('RL18 an export that is given up in the middle gives its connection back', async () => {
  const { port } = register.app.getHttpServer().address() as { port: number };
  const busy = async () =>
    (
      await register.sql<{ n: number }>(
        `SELECT count(*)::int AS n FROM pg_stat_activity WHERE datname = $1
          AND application_name = 'pact exports' AND state <> 'idle'`,
        [register.database.name],
      )
    )[0]!.n;
  await Promise.all(
    Array.from({ length: 20 }, async (_, index) => {
      const abort = new AbortController();
      const answer = fetch(`http://127.0.0.1:${port}/api/v1/signatories.csv?q=${index}`, {
        signal: abort.signal,
      });
      setTimeout(() => abort.abort(), index);
      await answer.then((response) => response.body?.cancel()).catch(() => undefined);
    }),
  );
  await eventually(async () => expect(await busy()).toBe(0));
  await get('/api/v1/signatories.csv?kind=region');
});
