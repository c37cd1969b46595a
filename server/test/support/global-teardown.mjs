/** Stops the database, then looks whether anything that was logged tells of somebody. */
export default async function tearDown() {
  await globalThis.stopDatabaseServer?.();
  const { searchLogs } = await import('./log-search.ts');
  await searchLogs(process.env.PACT_TEST_LOGS);
}
