import type { EntityManager } from 'typeorm';

/**
 * Clears the signer of the certificates completely, because a partly erased name would still appear
 * with the handwritten signature. The new version rejects an administrator who saw the name and
 * saves it again. The picture is deleted at once, not by the job that removes unused ones.
 */
export async function forgetSigner(manager: EntityManager): Promise<void> {
  const [row] = await manager.query<{ picture: string | null }[]>(
    'SELECT signature_id AS picture FROM certificate_foot FOR UPDATE',
  );
  await manager.query(
    `UPDATE certificate_foot SET signer_name = '', office_en = '', office_fr = '',
      signature_id = NULL, version = version + 1, changed_at = now(), changed_by = NULL`,
  );
  await manager.query(
    `DELETE FROM certificate_picture WHERE id = $1
      AND NOT EXISTS (SELECT 1 FROM certificate_foot WHERE emblem_id = $1)`,
    [row!.picture],
  );
}
