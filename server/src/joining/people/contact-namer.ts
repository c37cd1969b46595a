import type { EntityManager } from 'typeorm';

/**
 * The colleague who named the contact from whom a follow-up came: kept with the follow-up if
 * another contact was named since, otherwise with the case. Null for a contact that the authority
 * chose.
 */
export async function namerOf(
  manager: EntityManager,
  { id, parentId }: { id: string; parentId: string },
): Promise<string | null> {
  const [row] = await manager.query<{ namer: string | null }[]>(
    `SELECT coalesce(f.contact_named_by, h.contact_named_by) AS namer
     FROM submission h LEFT JOIN submission f ON f.id = $1 WHERE h.id = $2`,
    [id, parentId],
  );
  return row?.namer ?? null;
}
