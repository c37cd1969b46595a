import type { EntityManager } from 'typeorm';

/**
 * Replaces a row of a table without UPDATE rights by a copy with the given columns changed. A
 * decision stays the same; only a person's name is removed from its text.
 */
export async function rewriteRow(
  manager: EntityManager,
  table: 'decision' | 'signatory_step',
  id: string,
  change: object,
): Promise<void> {
  await manager.query(
    `WITH old AS (DELETE FROM ${table} WHERE id = $1 RETURNING *)
     INSERT INTO ${table}
       SELECT (jsonb_populate_record(NULL::${table}, to_jsonb(old) || $2::jsonb)).* FROM old`,
    [id, JSON.stringify(change)],
  );
}
