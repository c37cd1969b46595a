/** Stops the database, then checks that no log contains personal data. */
export default async function tearDown() {
  await globalThis.stopDatabaseServer?.();
  const { searchLogs } = await import('./log-search.ts');
  await searchLogs(process.env.PACT_TEST_LOGS);
}
