import 'reflect-metadata';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded/embedded-postgres.js';
import { prepareDatabase } from '../../src/platform/database/prepare.js';
import { seedCountries, seedPact } from '../../src/commands/seed/seed.js';
import { seedHelplines } from '../../src/reference/helplines/seed-helplines.js';
import { template, testSecret } from './database-names.js';

/** Nothing need survive, and small tables are not worth a process of their own. */
const quick = {
  fsync: 'off',
  synchronous_commit: 'off',
  full_page_writes: 'off',
  max_connections: '200',
  shared_buffers: '64MB',
  max_parallel_workers_per_gather: '0',
  jit: 'off',
};
const silent = () => undefined;

/**
 * Starts PostgreSQL and makes the template that every test file's database is copied from. @returns
 * how to stop it.
 */
export async function startDatabaseServer(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'pact-test-'));
  // PostgreSQL does not run as root: the user it runs as must be able to enter.
  await chmod(folder, 0o755);
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, 'database'),
    password: 'only for tests',
    say: silent,
    settings: quick,
  });
  const stop = async () => {
    await server.stop();
    await rm(folder, { recursive: true, force: true });
  };
  try {
    await makeTemplate(server.url);
  } catch (error) {
    await stop();
    throw error;
  }
  process.env['TEST_DATABASE_SERVER'] = server.url('');
  return stop;
}

async function makeTemplate(url: (name: string) => string): Promise<void> {
  const client = new pg.Client({ connectionString: url('postgres') });
  await client.connect();
  await client.query(`CREATE DATABASE ${template}`);
  await client.end();
  await prepareDatabase({ ownerUrl: url(template), secret: testSecret, say: silent });
  const source = await new DataSource({ type: 'postgres', url: url(template) }).initialize();
  await source.transaction(async (manager) => {
    await seedCountries(manager);
    await seedPact(manager);
    await seedHelplines(manager);
  });
  await source.destroy();
}
