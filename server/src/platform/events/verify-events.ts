import type { Client } from 'pg';
import { eventHash, type EventContent } from './event-chain.js';

export interface Verdict {
  events: number;
  /**
   * The hash of the last event. Keep it outside the database to prove later that nothing before it
   * was changed.
   */
  head: string;
  /**
   * The first event that differs from what was written, or that a head recorded elsewhere
   * contradicts; null if there is none.
   */
  firstBad: { seq: string; reason: string } | null;
}

type Row = EventContent & { previousHash: Buffer; hash: Buffer };
const batch = 5_000;

/** Runs a statement on a client or in a transaction. */
export type Ask = <Result extends object>(sql: string, values?: unknown[]) => Promise<Result[]>;

/** How far the verification got: the number and hash of the last valid event. */
export interface Place {
  seq: bigint;
  hash: Buffer;
}
export const beginning: Place = { seq: 0n, hash: Buffer.alloc(32) };

/** A head of the chain that was recorded outside the database. */
export interface RecordedHead {
  seq: bigint;
  hash: string;
  /** Where it was recorded, for the report of a mismatch. */
  from: string;
}

/**
 * Verifies the next events of the chain.
 * @returns the position reached, any fault found after it, and whether the chain ends there.
 */
export async function verifyNext(
  ask: Ask,
  from: Place,
  size = batch,
): Promise<{ place: Place; firstBad: Verdict['firstBad']; ended: boolean }> {
  if (from.seq === 0n) {
    const [below] = await ask<{ seq: string }>(
      'SELECT seq FROM event WHERE seq < 1 ORDER BY seq LIMIT 1',
    );
    if (below)
      return {
        place: from,
        firstBad: { seq: below.seq, reason: 'the trail begins with event 1' },
        ended: true,
      };
  }
  const rows = await ask<Row>(
    `SELECT seq, at, actor_kind AS "actorKind", actor_id AS "actorId", action,
      subject_kind AS "subjectKind", subject_id AS "subjectId",
            details, previous_hash AS "previousHash", hash
     FROM event WHERE seq > $1 ORDER BY seq LIMIT $2`,
    [String(from.seq), size],
  );
  let place = from;
  for (const row of rows) {
    const reason = fault(row, place.seq, place.hash);
    if (reason) return { place, firstBad: { seq: row.seq, reason }, ended: true };
    place = { seq: BigInt(row.seq), hash: row.hash };
  }
  if (rows.length === size) return { place, firstBad: null, ended: false };
  return { place, firstBad: await faultOfHead(ask, place), ended: true };
}

/**
 * Walks the whole chain and compares every hash, the numbering, the head, and the heads that were
 * recorded elsewhere.
 */
export async function verifyEvents(
  db: Pick<Client, 'query'>,
  recorded: RecordedHead[] = [],
): Promise<Verdict> {
  const ask = asking(db);
  let place = beginning;
  for (;;) {
    const next = await verifyNext(ask, place);
    place = next.place;
    if (!next.ended) continue;
    const firstBad = next.firstBad ?? (await faultOfRecorded(ask, recorded));
    return { events: Number(place.seq), head: place.hash.toString('hex'), firstBad };
  }
}

export function asking(db: Pick<Client, 'query'>): Ask {
  return async <Result extends object>(sql: string, values?: unknown[]) =>
    (await db.query<Result>(sql, values)).rows;
}

/**
 * A chain that was rewritten from some event on can still be consistent. The recorded heads reveal
 * it.
 */
async function faultOfRecorded(ask: Ask, recorded: RecordedHead[]): Promise<Verdict['firstBad']> {
  for (const { seq, hash, from } of [...recorded].sort((one, other) =>
    Number(one.seq - other.seq),
  )) {
    const [row] = await ask<{ hash: Buffer }>('SELECT hash FROM event WHERE seq = $1', [
      String(seq),
    ]);
    // A head that was recorded before the first event is the beginning of every chain.
    const here = seq === beginning.seq ? beginning.hash : row?.hash;
    if (here?.toString('hex') !== hash)
      return { seq: String(seq), reason: `it is not the head that was recorded (${from})` };
  }
  return null;
}

async function faultOfHead(ask: Ask, { seq, hash }: Place): Promise<Verdict['firstBad']> {
  const [head] = await ask<{ seq: string; hash: Buffer }>('SELECT seq, hash FROM event_head');
  if (head !== undefined && BigInt(head.seq) === seq && head.hash.equals(hash)) return null;
  return {
    seq: String(seq + 1n),
    reason: `the trail ends at ${seq}, but its head says ${head?.seq ?? 'nothing'}`,
  };
}

function fault(row: Row, before: bigint, previous: Buffer): string | null {
  if (BigInt(row.seq) !== before + 1n) return `event ${before + 1n} is missing`;
  if (!row.previousHash.equals(previous)) return 'it does not continue the event before';
  if (!row.hash.equals(eventHash(previous, row))) return 'its content was changed';
  return null;
}
