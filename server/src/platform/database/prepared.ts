import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { FairPool } from './fair-pool.js';

/**
 * Queries outside any transaction with a named prepared statement, which each connection parses and
 * plans only once. It serves the two statements behind every page of a form; planning the one that
 * opens the form took four times as long as running it. A name always belongs to the same text.
 * @returns the rows, with the column names of the statement.
 */
export async function prepared<Row extends object>(
  database: DataSource,
  name: string,
  text: string,
  values: unknown[],
): Promise<Row[]> {
  const pool = (database.driver as PostgresDriver).master as FairPool;
  return (await pool.query<Row>({ name, text, values })).rows;
}
