import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppContext } from '../../platform/database/app-context.js';
import { logger } from '../../platform/log/logger.js';
import {
  checkpointText,
  readCheckpoint,
  shortHash,
  type Checkpoint,
} from '../../platform/tlog/checkpoint.js';
import { rootOf } from '../../platform/tlog/merkle.js';
import { note } from '../../platform/tlog/signed-note.js';
import { hashesAt, Tree, tileWidth, type ReadHashes } from '../../platform/tlog/tree.js';
import { keepCheckpoint, readKeptCheckpoint } from './kept-checkpoint.js';
import {
  fingerprint,
  logName,
  readLogKeys,
  verifierKeys,
  type LogKeys,
} from '../../platform/tlog/log-key.js';
import { hashesFrom } from './log-rows.js';

/** Signing would contradict what was signed before. Nothing is signed until an operator looks. */
export class SigningRefused extends Error {}

/**
 * Signs the public log: makes a checkpoint of the committed entries, but never one that contradicts
 * an earlier checkpoint, in the database or beside it (decision 0061).
 */
@Injectable()
export class LogSigner {
  private readonly keys: Promise<LogKeys>;
  /** Whether the rows have been hashed again since the start. */
  private examined = false;

  constructor(private readonly context: AppContext) {
    this.keys = readLogKeys(context.config);
    this.keys.catch(() => undefined);
  }

  /** What readers need to verify the log. The key in use is first. */
  async verifierKeys(): Promise<string[]> {
    return verifierKeys(await this.keys);
  }

  /**
   * Inside the transaction of the job, which no other instance runs meanwhile.
   * @returns how many entries are signed for the first time.
   * @throws SigningRefused and, where a row is missing, BrokenLog
   */
  async sign(manager: EntityManager): Promise<{ done: number }> {
    const keys = await this.knownKeys(manager);
    await manager.query('INSERT INTO log_trail_wanted DEFAULT VALUES');
    const [{ size } = { size: 0 }] = await manager.query<{ size: number }[]>(
      'SELECT coalesce(max(position) + 1, 0)::float AS size FROM log_leaf',
    );
    const read = hashesFrom((sql, values) => manager.query(sql, values), {
      leaf: 'log_leaf',
      node: 'log_node',
    });
    const last = await lastSigned(manager);
    await this.requireWhole(manager, read, size);
    await addNodes(manager, read, size);
    const tree = new Tree(size, read);
    await this.requireSamePast(tree, last);
    if (size === 0) return { done: 0 };
    const text = checkpointText({
      origin: logName(this.context.config),
      size,
      root: await tree.root(),
    });
    const signatures = [keys.current, ...(keys.previous ? [keys.previous] : [])];
    const signed = note(
      text,
      signatures.map((key) => key.signature(text)),
    );
    if (signed === last?.note) return { done: 0 };
    await keepCheckpoint(this.context.config.DATA_DIR, signed);
    const { origin, root } = readCheckpoint(signed)!;
    await manager.query(
      `INSERT INTO log_checkpoint (size, origin, root, note, at) VALUES ($1, $2, $3, $4,
        clock_timestamp()) ON CONFLICT DO NOTHING`,
      [size, origin, root, signed],
    );
    logger.info({ checkpoint: shortHash({ size, root }) }, 'public log signed');
    return { done: size - (last?.size ?? 0) };
  }

  /** An instance with a different key would sign a different log. */
  private async knownKeys(manager: EntityManager): Promise<LogKeys> {
    const keys = await this.keys;
    const [row] = await manager.query<{ key: string }[]>(
      `SELECT value #>> '{}' AS key FROM setting WHERE key = 'log_key'`,
    );
    const now = fingerprint(keys.current);
    const change =
      this.context.config.LOG_KEY_PREVIOUS === 'lost' ||
      (keys.previous !== null && fingerprint(keys.previous) === row?.key);
    if (row && row.key !== now && !change)
      throw new SigningRefused(
        'LOG_KEY is not the key of this log: correct it, or to change it give the one before ' +
          'as LOG_KEY_PREVIOUS (docs/operations.md)',
      );
    if (row?.key !== now)
      await manager.query(
        `INSERT INTO setting (key, value) VALUES ('log_key', to_jsonb($1::text))
          ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
        [now],
      );
    return keys;
  }

  /** Hashes every entry and every tile again, to find changes in the database. */
  private async requireWhole(
    manager: EntityManager,
    read: ReadHashes,
    size: number,
  ): Promise<void> {
    if (this.examined) return;
    const [changed] = await manager.query<{ position: string }[]>(
      `SELECT position FROM log_leaf WHERE hash <> sha256('\\x00'::bytea || convert_to(leaf,
        'UTF8')) ORDER BY position LIMIT 1`,
    );
    if (changed) throw new SigningRefused(`entry ${changed.position} of the log was changed`);
    const [{ levels } = { levels: 0 }] = await manager.query<{ levels: number }[]>(
      'SELECT coalesce(max(level), 0) AS levels FROM log_node',
    );
    for (let level = 1; level <= levels; level += 1) {
      const count = Math.min(await nodesAt(manager, level), hashesAt(level, size));
      for (const [at, hash] of (await read(level, 0, count)).entries())
        if (!rootOf(await read(level - 1, at * tileWidth, tileWidth)).equals(hash))
          throw new SigningRefused(`tile ${level - 1}/${at} of the log was changed`);
    }
    this.examined = true;
  }

  /** @throws SigningRefused when this tree does not begin with every one that was signed. */
  private async requireSamePast(tree: Tree, last: Checkpoint | null): Promise<void> {
    const kept = await readKeptCheckpoint(this.context.config.DATA_DIR);
    for (const [known, where] of [
      [last, 'in the database'],
      [kept, 'in log-checkpoint.txt of DATA_DIR'],
    ] as const) {
      if (!known) continue;
      if (known.size > tree.size)
        throw new SigningRefused(
          `the checkpoint ${where} is about ${known.size} entries, and the log has ` +
            `${tree.size}: this database is older (docs/operations.md)`,
        );
      if (!(await tree.root(known.size)).equals(known.root))
        throw new SigningRefused(
          `the first ${known.size} entries are not those that were signed (checkpoint ${where})`,
        );
    }
  }
}

async function lastSigned(manager: EntityManager): Promise<(Checkpoint & { note: string }) | null> {
  const [row] = await manager.query<(Checkpoint & { note: string })[]>(
    `SELECT origin, size::float AS size, root, note FROM log_checkpoint
     ORDER BY size DESC, at DESC LIMIT 1`,
  );
  return row ?? null;
}

async function nodesAt(manager: EntityManager, level: number): Promise<number> {
  const [row] = await manager.query<{ count: number }[]>(
    'SELECT count(*)::int AS count FROM log_node WHERE level = $1',
    [level],
  );
  return row!.count;
}

/** The root of each tile that has become full, level by level. */
async function addNodes(manager: EntityManager, read: ReadHashes, size: number): Promise<void> {
  for (let level = 1; hashesAt(level, size) > 0; level += 1) {
    const rows: [number, Buffer][] = [];
    for (let at = await nodesAt(manager, level); at < hashesAt(level, size); at += 1)
      rows.push([at, rootOf(await read(level - 1, at * tileWidth, tileWidth))]);
    await manager.query(
      `INSERT INTO log_node (level, position, hash) SELECT $1, n.position, decode(n.hash, 'hex')
       FROM unnest($2::bigint[], $3::text[]) AS n (position, hash)`,
      [level, rows.map(([at]) => at), rows.map(([, hash]) => hash.toString('hex'))],
    );
  }
}
