import { chmod, mkdir, rename, rm } from 'node:fs/promises';
import { join } from 'node:path';
import pg from 'pg';
import { ConfigError } from '../../config/config.js';
import { Cluster } from './cluster.js';
import { own, programsOf, type Identity } from './embedded-programs.js';
import { loadDump, withOwner } from './load-dump.js';
import { atOneMoment, dumpTables } from './table-dump.js';

/** The only database of an embedded server. */
export const embeddedDatabase = 'pact';

interface Options {
  password: string;
  identity: Identity | undefined;
  say(line: string): void;
}

/**
 * Upgrades the data folder of an older PostgreSQL to the version of the cluster's programs: the old
 * server dumps its rows, the new one loads them. The old folder stays beside the new one until
 * the operator deletes it, and nothing changes until the final rename.
 * @throws ConfigError when nothing on this machine can read the old folder.
 */
export async function upgradeCluster(
  cluster: Cluster,
  from: string,
  { password, identity, say }: Options,
): Promise<void> {
  const { programs, dataDir } = cluster;
  const to = await programs.major();
  const old = await programsOf(from, dataDir);
  if (!old)
    throw new ConfigError(
      `the database in ${dataDir} was made by PostgreSQL ${from}, and this release brings ` +
        `${to}: install postgresql-${from} so that it can be read once, or restore a backup ` +
        'into a new DATA_DIR.',
    );
  say(`Bringing the embedded database from PostgreSQL ${from} to ${to}`);
  const work = `${dataDir}-${to}.unfinished`;
  await rm(work, { recursive: true, force: true });
  await mkdir(work);
  await chmod(work, 0o755);
  const before = new Cluster(old, dataDir, identity);
  const after = new Cluster(programs, join(work, 'database'), identity);
  try {
    const dump = await running(before, (port) =>
      withOwner(before.url(port, password, embeddedDatabase), (client) =>
        atOneMoment(client, () => dumpTables(client, join(work, 'rows'))),
      ),
    );
    await own(after.dataDir, identity);
    await after.create(password);
    await running(after, async (port) => {
      await createDatabase(after.url(port, password, 'postgres'));
      await loadDump(after.url(port, password, embeddedDatabase), join(work, 'rows'), dump);
    });
    await rename(dataDir, `${dataDir}-${from}`);
    await rename(after.dataDir, dataDir);
  } finally {
    await rm(work, { recursive: true, force: true });
  }
  say(
    `The embedded database is of PostgreSQL ${to} now; ${dataDir}-${from} is as it was and ` +
      'can be deleted',
  );
}

/** Creates the embedded server's database if it does not exist. */
export async function createDatabase(maintenanceUrl: string): Promise<void> {
  await withOwner(maintenanceUrl, async (client) => {
    const { rowCount } = await client.query('SELECT 1 FROM pg_database WHERE datname = $1', [
      embeddedDatabase,
    ]);
    if (!rowCount) await client.query(`CREATE DATABASE ${pg.escapeIdentifier(embeddedDatabase)}`);
  });
}

/** @throws ConfigError when the old version of the program is still running. */
async function running<Result>(
  cluster: Cluster,
  work: (port: number) => Promise<Result>,
): Promise<Result> {
  if (await cluster.runningPort())
    throw new ConfigError(
      `the database in ${cluster.dataDir} is in use: stop the older version of the program first.`,
    );
  const port = await cluster.start();
  try {
    return await work(port);
  } finally {
    await cluster.stop();
  }
}
