import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** Starts the PostgreSQL server that all test files share. */
export default async function setUp() {
  process.env.PACT_TEST_LOGS = await mkdtemp(join(tmpdir(), 'pact-test-logs-'));
  const { startDatabaseServer } = await import('./database-server.ts');
  globalThis.stopDatabaseServer = await startDatabaseServer();
}
