import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Cluster } from '../../src/platform/database/embedded/cluster.js';
import {
  databaseIdentity,
  own,
  Programs,
  reachablePlace,
  type Identity,
} from '../../src/platform/database/embedded/embedded-programs.js';
import { clusterPassword, quick } from './database-names.js';
import { fillCluster } from './template-cluster.js';

/**
 * Starts PostgreSQL with the template that each test file's database is copied from.
 * @returns a function that stops it.
 */
export async function startDatabaseServer(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'pact-test-'));
  // PostgreSQL does not run as root, so the user it runs as needs access to the folder.
  await chmod(folder, 0o755);
  const cluster = await filledCluster(folder);
  const port = await cluster.start(quick);
  process.env['TEST_DATABASE_SERVER'] = cluster.url(port, clusterPassword, '');
  return async () => {
    await cluster.stop('immediate');
    await rm(folder, { recursive: true, force: true });
  };
}

/** A stopped cluster in a folder, with the template in it. */
export async function filledCluster(folder: string): Promise<Cluster> {
  const identity = databaseIdentity();
  const { programs, dataDir } = await placeOf(join(folder, 'database'), identity);
  const cluster = new Cluster(programs, dataDir, identity);
  await own(dataDir, identity);
  await fillCluster(cluster);
  return cluster;
}

/** The PostgreSQL of the npm packages, or the one whose programs PACT_TEST_POSTGRES names. */
async function placeOf(dataDir: string, identity: Identity | undefined) {
  const other = process.env['PACT_TEST_POSTGRES'];
  return other
    ? { programs: new Programs(other), dataDir }
    : reachablePlace(dataDir, identity, () => undefined);
}
