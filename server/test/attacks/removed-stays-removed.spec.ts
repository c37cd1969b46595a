import type { Response } from 'supertest';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { administer } from '../support/database.js';
import { eventually } from '../support/eventually.js';

let register: TestApp;
let second: TestApp;
let publisher: Colleague;
let administrator: Colleague;
beforeAll(async () => {
  register = await startApp();
  second = await startApp({ beside: register });
  publisher = await Colleague.signsIn(register, 'reviewer', 'publisher');
  administrator = await Colleague.signsIn(register, 'administrator');
});
beforeEach(() => register.forgetLimits());
afterEach(() => databaseIs('back'));
afterAll(async () => {
  await second.close();
  await register.close();
});

const cut = (condition: string) =>
  administer(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE datname = '${register.database.name}' AND ${condition}`,
  );

/** Unavailable: only the owner can connect, and all others are disconnected. */
async function databaseIs(state: 'away' | 'back'): Promise<void> {
  await administer(
    `ALTER DATABASE ${register.database.name} CONNECTION LIMIT ${state === 'back' ? -1 : 0}`,
  );
  if (state === 'away') await cut('usename <> current_user');
  if (state === 'back') await isBack();
}

const isBack = () =>
  eventually(async () => {
    for (const app of [register, second]) {
      await app.anonymous.get('/readyz').expect(200);
      expect((await app.anonymous.get('/api/v1/register').expect(200)).headers).not.toHaveProperty(
        'x-register-stale',
      );
      await app.hearsOfChanges();
    }
  });

/** Everything public that can name a signatory. */
const pathsOf = (publicId: string) => [
  `/en/signatories/${publicId}`,
  `/fr/signatories/${publicId}`,
  `/api/v1/signatories/${publicId}`,
  '/en',
  '/en/signatories',
  '/en/map',
  '/en/feeds/signatories.atom',
  '/api/v1/signatories',
  '/api/v1/map',
  ...['csv', 'json', 'geojson', 'jsonld'].map((format) => `/api/v1/signatories.${format}`),
];

async function isPublished() {
  const town = await Applicant.endorses(register);
  const signatory = await publisher.approvesAndPublishes(town.reference);
  await register.hearsOfChanges();
  await second.hearsOfChanges();
  return { town, signatory, paths: pathsOf(signatory.publicId) };
}

async function readsAll(app: TestApp, paths: string[]): Promise<Map<string, Response>> {
  const answers = new Map<string, Response>();
  for (const path of paths) answers.set(path, await app.anonymous.get(path).redirects(1));
  return answers;
}

const thoseThatName = (name: string, answers: Map<string, Response>) =>
  [...answers]
    .filter(([, { text }]) => text?.includes(name))
    .map(([path, { status }]) => `${status} ${path}`);

describe('TR3 PR10 removed content never reappears from a cache', () => {
  it.each(['withdraw', 'hold'] as const)(
    '%s, nobody reads, the database goes away: nothing older than that is served on any instance',
    async (action) => {
      const { town, signatory, paths } = await isPublished();
      for (const app of [register, second])
        expect(thoseThatName(town.town, await readsAll(app, paths)).length).toBeGreaterThan(5);
      expect(
        (await publisher.changes(signatory, action, 'The council has left the Pact.')).status,
      ).toBe(200);
      await register.hearsOfChanges();
      await second.hearsOfChanges();
      await databaseIs('away');
      await eventually(async () => void (await register.anonymous.get('/readyz').expect(503)));
      for (const app of [register, second]) {
        for (let round = 0; round < 3; round += 1)
          expect(thoseThatName(town.town, await readsAll(app, paths))).toEqual([]);
      }
    },
  );

  it('withdrawn while the public side has no connection: it takes effect at once on that instance', async () => {
    const { town, signatory, paths } = await isPublished();
    await readsAll(register, paths);
    const { name } = register.database;
    await administer(`GRANT CONNECT ON DATABASE ${name} TO pact_app`);
    await administer(`REVOKE CONNECT ON DATABASE ${name} FROM PUBLIC, pact_public`);
    try {
      await cut(`usename = 'pact_public'`);
      await eventually(async () =>
        expect(
          (await register.anonymous.get('/api/v1/signatories')).headers['x-register-stale'],
        ).toBe('true'),
      );
      expect(
        (await publisher.changes(signatory, 'withdraw', 'The council has left the Pact.')).status,
      ).toBe(200);
      expect(thoseThatName(town.town, await readsAll(register, paths))).toEqual([]);
    } finally {
      await administer(`GRANT CONNECT ON DATABASE ${name} TO PUBLIC, pact_public`);
      await isBack();
    }
  });

  it('withdrawn on another instance while this one’s clock keeps being cut: read again, not from memory', async () => {
    const { town, signatory, paths } = await isPublished();
    await readsAll(second, paths);
    const end = Date.now() + 2_000;
    const cutting = (async () => {
      while (Date.now() < end) await cut(`application_name = 'pact register clock'`);
    })();
    expect(
      (await publisher.changes(signatory, 'withdraw', 'The council has left the Pact.')).status,
    ).toBe(200);
    // What was committed is seen by the next statement of anyone; only a clock that believes
    // itself connected may be late by its notification.
    await new Promise((done) => setTimeout(done, 300));
    const lists = paths.filter((path) => !path.includes(signatory.publicId));
    while (Date.now() < end)
      expect(thoseThatName(town.town, await readsAll(second, lists))).toEqual([]);
    await cutting;
  });

  it('PR10 erased, then the database away: no answer from before is served', async () => {
    const { town, signatory, paths } = await isPublished();
    await register.sql(
      `UPDATE pledge SET own_words = 'Ask Wendelin Zauberberg', action_code = NULL,
        own_words_language = 'en' WHERE signatory_id = $1`,
      [signatory.id],
    );
    await register.sql(`UPDATE register SET version = version + 1`);
    await register.sql(`SELECT pg_notify('register', version::text) FROM register`);
    await register.hearsOfChanges();
    expect(thoseThatName('Zauberberg', await readsAll(register, paths)).length).toBeGreaterThan(0);
    await register.sql(
      `UPDATE submission SET answers = jsonb_set(answers, '{contact,name}', '"Wendelin Zauberberg"')
        WHERE reference = $1`,
      [town.reference],
    );
    await administrator.browser
      .post('/api/v1/staff/persons/erasure')
      .send({ email: town.email })
      .expect(200);
    await register.hearsOfChanges();
    await databaseIs('away');
    expect(thoseThatName('Zauberberg', await readsAll(register, paths))).toEqual([]);
  });

  it('RL5 a version that only adds removes nothing: earlier answers are still served, marked as stale', async () => {
    const { paths } = await isPublished();
    await readsAll(register, paths);
    const next = await Applicant.endorses(register);
    await publisher.approvesAndPublishes(next.reference);
    await register.hearsOfChanges();
    await databaseIs('away');
    await eventually(async () => {
      for (const path of ['/en/signatories', '/api/v1/signatories.csv']) {
        expect((await register.anonymous.get(path).expect(200)).headers['x-register-stale']).toBe(
          'true',
        );
      }
    });
  });
});

describe('PR10 outer caches', () => {
  it('may not serve an old answer while we are unavailable, and find by a key what they have to purge', async () => {
    const { signatory, paths } = await isPublished();
    const [removal] = await register.sql<{ version: string }>(
      'SELECT removal_version AS version FROM register',
    );
    for (const path of paths) {
      for (const _ of ['made', 'kept']) {
        const { headers } = await register.anonymous.get(path).redirects(1).expect(200);
        expect(headers['cache-control']).not.toMatch(/stale-if-error/);
        const about = path.includes(signatory.publicId) ? ` signatory-${signatory.publicId}` : '';
        expect(headers).toMatchObject({
          'surrogate-key': `register${about}`,
          'cache-tag': `register${about.replace(' ', ',')}`,
          'x-register-removal': removal!.version,
        });
      }
    }
  });
});
