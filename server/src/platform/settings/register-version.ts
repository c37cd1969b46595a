import type { DataSource, EntityManager } from 'typeorm';
import { requireFourEyes, type Behind } from './four-eyes.js';

/**
 * Whether a version only adds to the public data. One that corrects or replaces a text removes the
 * old one.
 */
export type VersionKind = 'adds' | 'removes';

const listeners = new WeakMap<DataSource, (version: number) => void>();

/**
 * Calls `listener` for each version that this process is about to make and that removes something,
 * before the commit.
 */
export function onOwnRemoval(database: DataSource, listener: (version: number) => void): void {
  listeners.set(database, listener);
}

/**
 * A new version of the register: every instance drops its cached public answers as soon as the
 * transaction commits. Every change of the public list goes through it, so the four-eyes rule is
 * here.
 * @param behind the people who have seen the change, or why nobody else has to.
 * @param kind `adds` only if nothing public was removed or changed: an older answer may then be
 *   served while the database is unavailable.
 * @throws SecondPersonNeeded
 */
export async function bumpRegisterVersion(
  manager: EntityManager,
  behind: Behind,
  kind: VersionKind = 'removes',
): Promise<void> {
  await requireFourEyes(manager, behind);
  const [[row]] = await manager.query<[{ version: string }[], number]>(
    'UPDATE register SET version = version + 1, changed_at = now(), only_adds = $1 ' +
      'RETURNING version',
    [kind === 'adds'],
  );
  if (kind === 'removes') listeners.get(manager.dataSource)?.(Number(row!.version));
  await manager.query(`SELECT pg_notify('register', $1)`, [row!.version]);
}
