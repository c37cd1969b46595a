import { register } from 'node:module';

/** Starts the one PostgreSQL that all test files share. */
export default async function setUp() {
  register('./typescript-hooks.mjs', import.meta.url);
  const { startDatabaseServer } = await import('./database-server.ts');
  globalThis.stopDatabaseServer = await startDatabaseServer();
}
