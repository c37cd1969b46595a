import type { DataSource } from 'typeorm';

const batch = 500;

/**
 * Streams the rows of a query through a server-side cursor, in one consistent snapshot. When the
 * consumer stops reading, the transaction rolls back and the connection returns to the pool.
 */
export async function* rowsOfCursor<Row extends object>(
  database: DataSource,
  sql: string,
  values: unknown[],
): AsyncGenerator<Row> {
  const runner = database.createQueryRunner();
  await runner.connect();
  try {
    await runner.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    await runner.query(`DECLARE rows NO SCROLL CURSOR FOR ${sql}`, values);
    for (;;) {
      const rows = (await runner.query(`FETCH ${batch} FROM rows`)) as Row[];
      yield* rows;
      if (rows.length < batch) return;
    }
  } finally {
    await runner.query('ROLLBACK').catch(() => undefined);
    await runner.release();
  }
}
