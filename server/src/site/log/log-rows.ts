import type { ReadHashes } from '../../platform/tlog/tree.js';

/** Runs a statement: in the signer's transaction, or on the public side. */
type Query = <Row extends object>(sql: string, values: unknown[]) => Promise<Row[]>;

/** The rows of the log are incomplete. */
export class BrokenLog extends Error {}

/**
 * Reads the hashes of tiles. @param tables `log_leaf` and `log_node`, or the views that the public
 * may read. @throws BrokenLog when a row is missing.
 */
export function hashesFrom(query: Query, tables: { leaf: string; node: string }): ReadHashes {
  return async (level, start, count) => {
    const rows = await query<{ position: string; hash: Buffer }>(
      level === 0
        ? `SELECT position, hash FROM ${tables.leaf} WHERE position >= $1
          AND position < $2 ORDER BY position`
        : `SELECT position, hash FROM ${tables.node} WHERE level = $3 AND position >= $1
          AND position < $2 ORDER BY position`,
      level === 0 ? [start, start + count] : [start, start + count, level],
    );
    const wrong = rows.findIndex(({ position }, at) => Number(position) !== start + at);
    if (wrong >= 0 || rows.length < count) {
      const missing = start + (wrong >= 0 ? wrong : rows.length);
      throw new BrokenLog(
        `${level === 0 ? 'entry' : `hash of level ${level}`} ${missing} is missing`,
      );
    }
    return rows.map(({ hash }) => hash);
  };
}
