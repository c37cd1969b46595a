import { chmod, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster } from '../src/platform/database/embedded/cluster.js';
import {
  databaseIdentity,
  own,
  Programs,
  programsOf,
  reachablePlace,
} from '../src/platform/database/embedded/embedded-programs.js';
import { withOwner } from '../src/platform/database/embedded/load-dump.js';
import { prepareDatabase } from '../src/platform/database/prepare.js';
import {
  createDatabase,
  upgradeCluster,
} from '../src/platform/database/embedded/upgrade-cluster.js';
import { testSecret } from './support/database-names.js';

const password = 'only for tests';
const silent = () => undefined;
const identity = databaseIdentity();
let folder: string;
let shipped: Programs;

/** The programs under the version number of a future release. */
class NewerPrograms extends Programs {
  override major = () => Promise.resolve('99');
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pact-upgrade-'));
  await chmod(folder, 0o755);
  shipped = (await reachablePlace(join(folder, 'unused'), identity, silent)).programs;
});
afterAll(() => rm(folder, { recursive: true, force: true }));

it('RL11 a data folder of an older PostgreSQL is dumped and loaded, says so in one line, and the old one stays', async () => {
  // Debian's older server if this machine has it; otherwise the same programs, upgraded to a
  // pretended newer version.
  const older = (await programsOf('15', join(folder, 'database'))) ?? shipped;
  const from = await older.major();
  const dataDir = join(folder, 'database');
  const before = new Cluster(older, dataDir, identity);
  await own(dataDir, identity);
  await before.create(password);
  const written = await fill(before);

  const said: string[] = [];
  const programs = from === '18' ? new NewerPrograms(join(shipped.root, 'bin')) : shipped;
  const after = new Cluster(programs, dataDir, identity);
  await upgradeCluster(after, from, { password, identity, say: (line) => said.push(line) });
  expect(said.at(-1)).toMatch(
    new RegExp(
      `^The embedded database is of PostgreSQL \\d+ now; .*-${from} is as it was and can be ` +
        'deleted$',
    ),
  );
  expect((await readdir(folder)).filter((name) => name.startsWith('database')).sort()).toEqual([
    'database',
    `database-${from}`,
  ]);

  const port = await after.start();
  try {
    expect(await content(after.url(port, password, 'pact'))).toEqual(written);
  } finally {
    await after.stop();
  }
}, 60_000);

it('RL11 where nothing can read the old folder, one line says what to do and nothing has changed', async () => {
  const dataDir = join(folder, 'database');
  const entries = await readdir(folder);
  await expect(
    upgradeCluster(new Cluster(shipped, dataDir, identity), '14', {
      password,
      identity,
      say: silent,
    }),
  ).rejects.toThrow(
    /^the database in \S+ was made by PostgreSQL 14, .* install postgresql-14 .* or restore a backup/,
  );
  expect(await readdir(folder)).toEqual(entries);
});

async function fill(cluster: Cluster) {
  const port = await cluster.start({ fsync: 'off' });
  try {
    await createDatabase(cluster.url(port, password, 'postgres'));
    const url = cluster.url(port, password, 'pact');
    await prepareDatabase({ ownerUrl: url, secret: testSecret, say: silent });
    await withOwner(url, (client) =>
      client.query(`INSERT INTO country VALUES ('FR', true); UPDATE register SET version = 41`),
    );
    return await content(url);
  } finally {
    await cluster.stop();
  }
}

const content = (url: string) =>
  withOwner(url, async (client) => {
    const tables = await client.query<{ name: string }>(
      `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
    );
    const rows: Record<string, unknown> = {};
    for (const { name } of tables.rows)
      rows[name] = (await client.query(`SELECT * FROM ${name} t ORDER BY t::text`)).rows;
    const constraints = await client.query(
      `SELECT conrelid::regclass::text AS table, conname, pg_get_constraintdef(oid)
        FROM pg_constraint
       WHERE connamespace = 'public'::regnamespace AND contype <> 'n' ORDER BY 1, 2`,
    );
    return { rows, constraints: constraints.rows };
  });
