import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { testSecret } from '../support/database-names.js';
import { eventually } from '../support/eventually.js';
import { OwnServer } from '../support/own-server.js';
import { expectProblem } from '../support/problems.js';
import { freePort, runProgram } from '../support/program.js';
import { full } from './full.js';

const outage = full ? 60_000 : 2_000;
let server: OwnServer;
let register: TestApp;
let reviewer: Colleague;

beforeAll(async () => {
  server = await OwnServer.start({ max_connections: '40', superuser_reserved_connections: '3' });
  register = await startApp({ database: server.database });
  reviewer = await Colleague.signsIn(register, 'reviewer');
}, 60_000);
afterAll(async () => {
  await register.close();
  await server.close();
});

const timed = async <Result>(work: () => Promise<Result>): Promise<[Result, number]> => {
  const begun = Date.now();
  return [await work(), Date.now() - begun];
};
const isGoodAgain = () =>
  eventually(async () => {
    await register.anonymous.get('/readyz').expect(200);
    await register.anonymous.get(`/api/v1/signatories?q=again-${Date.now()}`).expect(200);
    await reviewer.queue('show=waiting');
  }, 10_000);

it.each(['fast', 'immediate'] as const)(
  'RL5 PostgreSQL stopped (%s): refusals within 5 s, no stack trace, cached pages keep working, nothing acknowledged is lost',
  async (mode) => {
    const applicant = await Applicant.endorses(register);
    await register.anonymous.get('/en').expect(200);
    await server.stop(mode);
    const end = Date.now() + outage;
    do {
      const [refused, took] = await timed(async () =>
        register.anonymous.post('/api/v1/submissions').send({ language: 'en' }),
      );
      expectProblem(refused, 503, 'unavailable');
      expect(Number(refused.headers['retry-after'])).toBeGreaterThan(0);
      expect(took).toBeLessThan(5_000);
      expect((await register.anonymous.get('/en').expect(200)).headers['x-register-stale']).toBe(
        'true',
      );
      await register.anonymous.get('/livez').expect(200);
      await register.anonymous.get('/readyz').expect(503);
      await wait(500);
    } while (Date.now() < end);
    await server.comesBack();
    const [, took] = await timed(isGoodAgain);
    console.log(`away ${outage / 1000} s (${mode}), good again after ${took} ms`);
    expect((await reviewer.findsCase(applicant.reference)).state).toBe('waiting');
  },
  outage + 30_000,
);

it('RL5 all connections cut under load: at most one refusal each, never a 500', async () => {
  const statuses: number[] = [];
  let stopped = false;
  const readers = Array.from({ length: 8 }, async (_, reader) => {
    for (let number = 0; !stopped; number += 1)
      statuses.push(
        (await register.anonymous.get(`/api/v1/signatories?q=cut-${reader}-${number}`)).status,
      );
  });
  for (let cut = 0; cut < (full ? 20 : 3); cut += 1) {
    await wait(200);
    await server.database.sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
        WHERE usename IN ('pact_app', 'pact_public')`,
    );
  }
  stopped = true;
  await Promise.all(readers);
  expect(new Set(statuses)).toEqual(statuses.includes(503) ? new Set([200, 503]) : new Set([200]));
  await isGoodAgain();
});

it('RL5 when others hold every connection, it says so within 5 s and takes the first that is free', async () => {
  await server.database.sql(
    `SELECT pg_terminate_backend(pid) FROM pg_stat_activity
      WHERE usename IN ('pact_app', 'pact_public')`,
  );
  const hogs: pg.Client[] = [];
  for (;;) {
    const hog = new pg.Client({ connectionString: register.database.urls.app });
    hog.on('error', () => undefined);
    if (
      !(await hog.connect().then(
        () => true,
        () => false,
      ))
    )
      break;
    hogs.push(hog);
  }
  await server.database
    .sql(
      `SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE application_name LIKE 'pact %'`,
    )
    .catch(() => undefined);
  for (const hog of await more(hogs.length)) hogs.push(hog);
  const [refused, took] = await timed(async () =>
    register.anonymous.post('/api/v1/submissions').send({ language: 'en' }),
  );
  if (refused.status !== 201) expectProblem(refused, 503, 'unavailable');
  expect(took).toBeLessThan(5_000);
  for (const hog of hogs) await hog.end();
  await isGoodAgain();
});

/** Also takes the connections that the register has released meanwhile. */
async function more(known: number): Promise<pg.Client[]> {
  const hogs: pg.Client[] = [];
  for (let number = known; number < 40; number += 1) {
    const hog = new pg.Client({ connectionString: register.database.urls.app });
    hog.on('error', () => undefined);
    if (
      await hog.connect().then(
        () => true,
        () => false,
      )
    )
      hogs.push(hog);
  }
  return hogs;
}

it('RL5 without its database the server exits with one line, so that its supervisor can restart it', async () => {
  const url = `postgres://pact:secret@127.0.0.1:${await freePort()}/pact`;
  const program = runProgram(
    'main',
    [],
    { DATABASE_URL: url, APP_SECRET: testSecret, DATA_DIR: register.dataDir },
    register.dataDir,
  );
  expect(await program.exit).toBe(1);
  expect(program.said).toMatch(
    /^Cannot start: the database of DATABASE_URL does not answer \(ECONNREFUSED\)\. [^\n]+\n$/,
  );
});
