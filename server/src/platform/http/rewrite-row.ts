import type { EntityManager } from 'typeorm';

/**
 * Writes a row of a table that nobody may UPDATE anew, the same but for the given columns: a
 * decision stays what it was, only a person's name leaves its words.
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
