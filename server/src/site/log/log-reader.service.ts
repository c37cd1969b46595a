import { Injectable } from '@nestjs/common';
import { PublicDatabase } from '../public/public-database.js';
import { AppContext } from '../../platform/database/app-context.js';
import { witnessOf } from '../../platform/config/log-witness.js';
import { logName } from '../../platform/tlog/log-key.js';
import { proofFile } from '../../platform/tlog/proof-file.js';
import { hashesAt, Tree, tileWidth, type ReadHashes } from '../../platform/tlog/tree.js';
import type { Tile } from '../../platform/tlog/tile-path.js';
import { hashesFrom } from './log-rows.js';

/** The newest signed state of the log. */
export interface SignedHead {
  origin: string;
  size: number;
  root: Buffer;
  /** With the cosignatures that were given to this checkpoint. */
  note: string;
  at: string;
}

/** The newest checkpoint that a witness has signed. */
export interface Witnessed {
  /** Its verifier key, and the name in it. */
  witness: string;
  name: string;
  origin: string;
  size: number;
  root: Buffer;
  at: string;
}

/** The public view of the log: only signed entries. */
@Injectable()
export class LogReader {
  private readonly hashes: ReadHashes;
  /** The witnesses that count; one that is no longer configured is not shown. */
  private readonly witnesses: readonly string[];
  private readonly name: string;

  constructor(
    private readonly database: PublicDatabase,
    { config }: AppContext,
  ) {
    this.name = logName(config);
    this.witnesses = config.LOG_WITNESSES.flatMap((one) => witnessOf(one)?.verifierKey ?? []);
    this.hashes = hashesFrom((sql, values) => database.query(sql, values), {
      leaf: 'public_log_leaf',
      node: 'public_log_node',
    });
  }

  /** @returns null before the first checkpoint. */
  async head(): Promise<SignedHead | null> {
    const [row] = await this.database.query<SignedHead>(
      `SELECT k.origin, k.size::float AS size, k.root, k.at, k.note || coalesce((
         SELECT string_agg(c.line, '' ORDER BY c.witness) FROM public_log_cosignature c
         WHERE c.witness = ANY($1) AND (c.origin, c.size, c.root) = (k.origin, k.size, k.root)
       ), '') AS note
       FROM public_log_checkpoint k ORDER BY k.size DESC, k.at DESC LIMIT 1`,
      [this.witnesses],
    );
    return row ?? null;
  }

  /** The last cosignature of each witness on this log, newest first. */
  async witnessed(): Promise<Witnessed[]> {
    return this.database.query<Witnessed>(
      `SELECT witness, split_part(witness, '+', 1) AS name, origin, size::float AS size, root, at
       FROM public_log_cosignature WHERE witness = ANY($1) AND origin = $2
       ORDER BY at DESC, witness`,
      [this.witnesses, this.name],
    );
  }

  /** RFC 6962: proves that the signed tree of `size` entries begins with the one of `before`. */
  consistencyProof(size: number, before: number): Promise<Buffer[]> {
    return new Tree(size, this.hashes).consistencyProof(before);
  }

  /** @returns null for a tile that the signed tree does not have. */
  async tile({ level, index, width }: Tile): Promise<Buffer | null> {
    const size = (await this.head())?.size ?? 0;
    const start = index * tileWidth;
    const has = hashesAt(level === 'entries' ? 0 : level, size);
    if (start + width > has) return null;
    if (level !== 'entries') return Buffer.concat(await this.hashes(level, start, width));
    const rows = await this.database.query<{ leaf: string }>(
      'SELECT leaf FROM public_log_leaf WHERE position >= $1 AND position < $2 ORDER BY position',
      [start, start + width],
    );
    return Buffer.concat(rows.flatMap(({ leaf }) => withLength(Buffer.from(leaf))));
  }

  /**
   * The proof that the last entry about a signatory is in the log.
   * @returns null if the log has no entry about it, or the entry is not signed yet.
   */
  async proof(publicId: string): Promise<string | null> {
    const head = await this.head();
    const [state] = await this.database.query<State>(
      `SELECT s.position::float AS position, encode(s.salt, 'hex') AS salt, s.words, l.leaf
       FROM public_log_state s JOIN public_log_leaf l ON l.position = s.position
         WHERE s.public_id = $1`,
      [publicId],
    );
    if (!head || !state || state.position >= head.size) return null;
    const { position, leaf, words, salt } = state;
    return proofFile({
      extra: { leaf, ...(words === null ? {} : { words, salt }) },
      index: position,
      hashes: await new Tree(head.size, this.hashes).inclusionProof(position),
      checkpoint: head.note,
    });
  }
}

interface State {
  position: number;
  leaf: string;
  words: string | null;
  salt: string | null;
}

function withLength(entry: Buffer): Buffer[] {
  const length = Buffer.alloc(2);
  length.writeUInt16BE(entry.length);
  return [length, entry];
}
