import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EventAction } from './event-actions.js';
import { eventHash, type EventContent } from './event-chain.js';

export type Actor = { kind: 'applicant' | 'staff'; id: string } | { kind: 'system'; id: null };
export const system: Actor = { kind: 'system', id: null };

export interface NewEvent {
  actor: Actor;
  action: EventAction;
  subject: { kind: string; id: string | null };
  details?: Record<string, unknown>;
}

interface Head {
  seq: string;
  hash: Buffer;
  now: Date;
}

/** The audit trail: append-only, each event holding the hash of the one before. */
@Injectable()
export class EventsService {
  /**
   * Appends one event inside the transaction that causes it. The head row is locked until that transaction ends, so the
   * chain has one order; call it last in a transaction to keep the lock short.
   */
  async append(manager: EntityManager, event: NewEvent): Promise<void> {
    await this.appendAll(manager, [event]);
  }

  /** Appends the events of a deed with many parts, in their order and with one time, in two statements. */
  async appendAll(manager: EntityManager, events: NewEvent[]): Promise<void> {
    if (events.length === 0) return;
    const [head] = await manager.query<Head[]>(`SELECT seq, hash, date_trunc('milliseconds', clock_timestamp()) AS now FROM event_head FOR UPDATE`);
    if (!head) throw new Error('the audit trail has no head row');
    let { seq, hash } = head;
    const rows = events.map((event) => {
      seq = String(BigInt(seq) + 1n);
      const content: EventContent = {
        seq,
        at: head.now,
        actorKind: event.actor.kind,
        actorId: event.actor.id,
        action: event.action,
        subjectKind: event.subject.kind,
        subjectId: event.subject.id,
        details: event.details ?? {},
      };
      const previousHash = hash;
      hash = eventHash(previousHash, content);
      return { ...content, previousHash: previousHash.toString('hex'), hash: hash.toString('hex') };
    });
    // Head and events go together: everybody else who appends waits for this transaction.
    await manager.query(
      `WITH head AS (UPDATE event_head SET seq = $1, hash = $2)
       INSERT INTO event (seq, at, actor_kind, actor_id, action, subject_kind, subject_id, details, previous_hash, hash)
       SELECT seq, at, "actorKind", "actorId", action, "subjectKind", "subjectId", details, decode("previousHash", 'hex'), decode(hash, 'hex')
       FROM jsonb_to_recordset($3) AS e (seq bigint, at timestamptz, "actorKind" text, "actorId" uuid, action text,
         "subjectKind" text, "subjectId" uuid, details jsonb, "previousHash" text, hash text)`,
      [seq, hash, JSON.stringify(rows)],
    );
  }

  /** Who changed a thing last, and how: told to a colleague whose change came too late. */
  async last(manager: EntityManager, subjectId: string): Promise<{ by: string | null; action: string | null }> {
    const [row] = await manager.query<{ by: string | null; action: string }[]>(
      `SELECT coalesce(staff.name, event.actor_kind) AS by, event.action FROM event LEFT JOIN staff ON staff.id = event.actor_id
       WHERE subject_id = $1 AND action NOT IN ('document.view', 'document.view_copy') ORDER BY seq DESC LIMIT 1`,
      [subjectId],
    );
    return row ?? { by: null, action: null };
  }

  /** The trail of one thing, oldest first. */
  async of(manager: EntityManager, subjectIds: string[]): Promise<TrailLine[]> {
    return manager.query<TrailLine[]>(
      `SELECT event.seq, event.at, event.action, event.actor_kind AS "actorKind", staff.name AS "actorName"
       FROM event LEFT JOIN staff ON staff.id = event.actor_id WHERE subject_id = ANY($1) ORDER BY seq LIMIT 500`,
      [subjectIds],
    );
  }
}

/** One event as staff see it. */
export interface TrailLine {
  seq: string;
  at: Date;
  action: string;
  actorKind: string;
  actorName: string | null;
}
