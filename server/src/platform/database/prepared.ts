import type { DataSource } from 'typeorm';
import type { PostgresDriver } from 'typeorm/driver/postgres/PostgresDriver.js';
import type { FairPool } from './fair-pool.js';

/**
 * Asks outside of any transaction with a statement that each connection reads and plans once, under
 * its name. For the two statements that come with every page of a form: planning the one that opens
 * it took four times as long as answering it. The text belongs to the name and never changes.
 * @returns the rows, with the names that the statement gives to its columns.
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
