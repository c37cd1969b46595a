import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import pg from 'pg';
import { ownerDataSource, prepareDatabase } from '../../../src/platform/database/prepare.js';
import { createDatabase, type TestDatabase } from '../../support/database.js';
import { testSecret } from '../../support/database-names.js';
import { eventually } from '../../support/eventually.js';
import { runProgram } from '../../support/program.js';
import { schemaOf } from '../../support/schema.js';

let database: TestDatabase;
let folder: string;
beforeEach(async () => {
  database = await createDatabase(null);
  folder = await mkdtemp(join(tmpdir(), 'pact-migrations-'));
});
afterEach(async () => {
  await database.drop();
  await rm(folder, { recursive: true });
});

const prepare = (into: TestDatabase, said: string[] = []) =>
  prepareDatabase({
    ownerUrl: into.urls.owner,
    secret: testSecret,
    say: (line) => said.push(line),
  });

it('RL11 killed at random moments of its migrations, the next start finishes what is left, and the schema is that of one undisturbed', async () => {
  const settings = { DATABASE_URL: database.urls.owner, APP_SECRET: testSecret, DATA_DIR: folder };
  const steps = async () =>
    (
      await database
        .sql<{ count: number }>('SELECT count(*)::int AS count FROM migration')
        .catch(() => [{ count: 0 }])
    )[0]!.count;
  const reached: number[] = [];
  for (let kill = 0; kill < 20; kill += 1) {
    const program = runProgram('commands/migrate', ['up'], settings, folder);
    // Waits for the program's first connection.
    await eventually(async () => {
      const busy = await database.sql(
        `SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND pid <> pg_backend_pid()`,
        [database.name],
      );
      expect(busy.length > 0 || program.process.exitCode !== null).toBe(true);
    }, 20_000);
    // Each kill comes a little later than the previous one, until the migration completes.
    await wait(kill * 60 + Math.random() * 100);
    program.process.kill('SIGKILL');
    await program.exit;
    reached.push(await steps());
  }
  console.log(`migrations done after each kill: ${reached.join(', ')}`);
  await prepare(database);
  const undisturbed = await createDatabase(null);
  await prepare(undisturbed);
  expect(await schemaOf(database)).toEqual(await schemaOf(undisturbed));
  await undisturbed.drop();
}, 300_000);

it('RL11 a migration whose table is in use waits a moment, lets the others pass, and tries again', async () => {
  await prepare(database);
  const source = await ownerDataSource(database.urls.owner).initialize();
  await source.undoLastMigration({ transaction: 'each' });
  await source.destroy();
  const holder = new pg.Client({ connectionString: database.urls.owner });
  await holder.connect();
  await holder.query('BEGIN');
  // Every step records its name here.
  await holder.query('LOCK TABLE migration IN SHARE MODE');
  const waiting = () =>
    database.sql(
      `SELECT 1 FROM pg_stat_activity WHERE datname = $1 AND wait_event_type = 'Lock'
        AND query LIKE '%migration%'`,
      [database.name],
    );
  const said: string[] = [];
  const ready = prepare(database, said);
  await eventually(async () => expect(await waiting()).toHaveLength(1), 10_000);
  await eventually(async () => expect(await waiting()).toHaveLength(0), 10_000);
  expect(said).toEqual([]);
  await holder.query('ROLLBACK');
  await holder.end();
  await ready;
  expect(said).toHaveLength(1);
}, 60_000);
