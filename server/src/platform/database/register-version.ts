import type { DataSource, EntityManager } from 'typeorm';

/**
 * Whether a version only adds to what the public could read before. One that corrects or replaces a
 * text removes the old one.
 */
export type VersionKind = 'adds' | 'removes';

const listeners = new WeakMap<DataSource, (version: number) => void>();

/**
 * Tells `listener` of each version that this process is about to make and that removes something,
 * before it is committed.
 */
export function onOwnRemoval(database: DataSource, listener: (version: number) => void): void {
  listeners.set(database, listener);
}

/**
 * A new version of the register: every instance drops its cached public answers as soon as the
 * transaction commits.
 * @param kind `adds` only where nothing that was public is gone or changed: an older answer may
 *   then be served while the database is away.
 */
export async function bumpRegisterVersion(
  manager: EntityManager,
  kind: VersionKind = 'removes',
): Promise<void> {
  const [[row]] = await manager.query<[{ version: string }[], number]>(
    'UPDATE register SET version = version + 1, changed_at = now(), only_adds = $1 RETURNING version',
    [kind === 'adds'],
  );
  if (kind === 'removes') listeners.get(manager.dataSource)?.(Number(row!.version));
  await manager.query(`SELECT pg_notify('register', $1)`, [row!.version]);
}
