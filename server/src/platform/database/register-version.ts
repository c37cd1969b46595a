import type { EntityManager } from 'typeorm';

/**
 * A new version of the register: every instance drops its cached public answers as soon as the
 * transaction commits.
 */
export async function bumpRegisterVersion(manager: EntityManager): Promise<void> {
  const [[row]] = await manager.query<[{ version: string }[], number]>(
    'UPDATE register SET version = version + 1, changed_at = now() RETURNING version',
  );
  await manager.query(`SELECT pg_notify('register', $1)`, [row!.version]);
}
