import type { EntityManager } from 'typeorm';
import { shortHash } from './checkpoint.js';

/** What mails tell of the public log, so that it lies in many hands; null before it is signed. */
export async function lastShortHash(manager: EntityManager): Promise<string | null> {
  const [row] = await manager.query<{ size: number; root: Buffer }[]>(
    'SELECT size::float AS size, root FROM log_checkpoint ORDER BY size DESC, at DESC LIMIT 1',
  );
  return row ? shortHash(row) : null;
}
