import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { DataSource } from 'typeorm';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/platform/database/embedded/embedded-postgres.js';
import { prepareDatabase } from '../../src/platform/database/prepare.js';
import { createDatabase } from '../../src/platform/database/embedded/upgrade-cluster.js';
import { seedCountries } from '../../src/commands/seed/seed.js';
import { seedPact } from '../../src/reference/pact/seed-pact.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { testSecret } from '../support/database-names.js';
import { eventually } from '../support/eventually.js';

let folder: string;
let postgres: EmbeddedPostgres;
let register: TestApp;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pact-embedded-'));
  await chmod(folder, 0o755);
  postgres = await startEmbeddedPostgres({
    dataDir: join(folder, 'database'),
    password: 'only for tests',
    say: () => undefined,
  });
  await createDatabase(postgres.url('postgres'));
  const owner = postgres.url('pact');
  const urls = await prepareDatabase({ ownerUrl: owner, secret: testSecret, say: () => undefined });
  const source = await new DataSource({ type: 'postgres', url: owner }).initialize();
  await source.transaction(async (manager) => {
    await seedCountries(manager);
    await seedPact(manager);
  });
  await source.destroy();
  const pool = new pg.Pool({ connectionString: owner, max: 2 });
  pool.on('error', () => undefined);
  const sql = async <Row extends object>(text: string, values: unknown[] = []) =>
    (await pool.query<Row>(text, values)).rows;
  register = await startApp({ database: { name: 'pact', urls, sql, drop: () => pool.end() } });
}, 120_000);
afterAll(() => rm(folder, { recursive: true, force: true }));

const postmaster = async () =>
  Number((await readFile(join(folder, 'database', 'postmaster.pid'), 'utf8')).split('\n')[0]);
const ready = async () => (await register.anonymous.get('/readyz')).status;

it.each(['SIGKILL', 'SIGQUIT', 'SIGINT'] as const)(
  'RL5 RL16 the embedded PostgreSQL dies (%s): probes say so, it is started again by itself, and nothing acknowledged is lost',
  async (signal) => {
    const applicant = await Applicant.begins(register);
    await applicant.saves('authority', applicant.endorsement.authority);
    const before = await postmaster();
    process.kill(before, signal);
    const told: number[] = [];
    await eventually(async () => {
      await register.anonymous.get('/livez').expect(200);
      told.push(await ready());
      expect(told).toContain(503);
      expect(told.at(-1)).toBe(200);
    }, 30_000);
    expect(await postmaster()).not.toBe(before);
    expect((await applicant.looks()).version).toBe(applicant.version);
    await applicant.saves('place', applicant.endorsement.place);
  },
  60_000,
);

it('once it is stopped on purpose it stays so', async () => {
  await register.close();
  await postgres.stop();
  await wait(2_500);
  await expect(postmaster()).rejects.toThrow('ENOENT');
}, 60_000);
