import 'reflect-metadata';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { startEmbeddedPostgres } from '../../src/platform/database/embedded/embedded-postgres.js';
import { prepareDatabase } from '../../src/platform/database/prepare.js';
import { seedCountries } from '../../src/commands/seed/seed.js';
import { seedPact } from '../../src/reference/pact/seed-pact.js';
import { seedHelplines } from '../../src/reference/helplines/seed-helplines.js';
import { template, testSecret } from './database-names.js';

/** No data has to survive, and small tables do not justify parallel workers. */
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
 * Starts PostgreSQL and creates the template that each test file's database is copied from.
 * @returns a function that stops it.
 */
export async function startDatabaseServer(): Promise<() => Promise<void>> {
  const folder = await mkdtemp(join(tmpdir(), 'pact-test-'));
  // PostgreSQL does not run as root, so the user it runs as needs access to the folder.
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
