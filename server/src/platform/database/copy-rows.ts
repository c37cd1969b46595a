import { Readable } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import type { EntityManager } from 'typeorm';
import type { ClientBase } from 'pg';
import { from as copyFrom } from 'pg-copy-streams';

/**
 * Writes many rows by COPY, PostgreSQL's quickest way in, one statement per batch; the columns come
 * from the first row. Only within a transaction of the manager.
 */
export async function copyRows(
  manager: EntityManager,
  table: string,
  rows: Record<string, string | number | null>[],
  batch = 10_000,
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first);
  const client = (await manager.queryRunner!.connect()) as ClientBase;
  for (let start = 0; start < rows.length; start += batch) {
    const lines = rows
      .slice(start, start + batch)
      .map((row) => `${columns.map((column) => cell(row[column]!)).join(',')}\n`);
    const statement = copyFrom(`COPY ${table} (${columns.join(', ')}) FROM STDIN (FORMAT csv)`);
    await pipeline(Readable.from([lines.join('')]), client.query(statement));
  }
}

/** A value in PostgreSQL's CSV, where an empty unquoted field is NULL. */
function cell(value: string | number | null): string {
  return value === null ? '' : `"${String(value).replaceAll('"', '""')}"`;
}
