import type { EntityManager } from 'typeorm';
import { shortHash } from './checkpoint.js';

/**
 * The last checkpoint, which mails include so that many people hold a copy; null until the log is
 * signed.
 */
export async function lastShortHash(manager: EntityManager): Promise<string | null> {
  const [row] = await manager.query<{ size: number; root: Buffer }[]>(
    'SELECT size::float AS size, root FROM log_checkpoint ORDER BY size DESC, at DESC LIMIT 1',
  );
  return row ? shortHash(row) : null;
}
