import type { EntityManager } from 'typeorm';

/** Inserts many rows with one statement per batch; the columns come from the first row. */
export async function bulkInsert(
  manager: EntityManager,
  table: string,
  rows: Record<string, unknown>[],
  batch = 5_000,
): Promise<void> {
  const [first] = rows;
  if (!first) return;
  const columns = Object.keys(first).join(', ');
  for (let start = 0; start < rows.length; start += batch) {
    await manager.query(
      `INSERT INTO ${table} (${columns}) SELECT ${columns}
        FROM json_populate_recordset(NULL::${table}, $1)`,
      [JSON.stringify(rows.slice(start, start + batch))],
    );
  }
}
