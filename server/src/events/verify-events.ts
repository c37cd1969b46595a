import type { Client } from 'pg';
import { eventHash, type EventContent } from './event-chain.js';

export interface Verdict {
  events: number;
  /** The hash of the last event; note it down outside the database to prove later that nothing before it was changed. */
  head: string;
  /** The first event that is not as it was written, or null. */
  firstBad: { seq: string; reason: string } | null;
}

type Row = EventContent & { previousHash: Buffer; hash: Buffer };
const batch = 5_000;

/** Walks the whole chain and compares every hash, the numbering and the head. */
export async function verifyEvents(db: Pick<Client, 'query'>): Promise<Verdict> {
  let previous: Buffer = Buffer.alloc(32);
  let seq = 0n;
  for (;;) {
    const { rows } = await db.query<Row>(
      `SELECT seq, at, actor_kind AS "actorKind", actor_id AS "actorId", action, subject_kind AS "subjectKind", subject_id AS "subjectId",
              details, previous_hash AS "previousHash", hash
       FROM event WHERE seq > $1 ORDER BY seq LIMIT ${batch}`,
      [String(seq)],
    );
    for (const row of rows) {
      const reason = fault(row, seq, previous);
      if (reason) return { events: Number(seq), head: previous.toString('hex'), firstBad: { seq: row.seq, reason } };
      previous = row.hash;
      seq = BigInt(row.seq);
    }
    if (rows.length < batch) break;
  }
  const {
    rows: [head],
  } = await db.query<{ seq: string; hash: Buffer }>('SELECT seq, hash FROM event_head');
  const whole = head !== undefined && BigInt(head.seq) === seq && head.hash.equals(previous);
  return {
    events: Number(seq),
    head: previous.toString('hex'),
    firstBad: whole ? null : { seq: String(seq + 1n), reason: `the trail ends at ${seq}, but its head says ${head?.seq ?? 'nothing'}` },
  };
}

function fault(row: Row, before: bigint, previous: Buffer): string | null {
  if (BigInt(row.seq) !== before + 1n) return `event ${before + 1n} is missing`;
  if (!row.previousHash.equals(previous)) return 'it does not continue the event before';
  if (!row.hash.equals(eventHash(previous, row))) return 'its content was changed';
  return null;
}
