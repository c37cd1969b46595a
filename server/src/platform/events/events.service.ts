import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { EventAction } from './event-actions.js';
import { spelledWithoutPlace } from './event-chain.js';
import { requireNoWords } from './without-words.js';

export type Actor = { kind: 'applicant' | 'staff'; id: string } | { kind: 'system'; id: null };
export const system: Actor = { kind: 'system', id: null };

export interface NewEvent {
  actor: Actor;
  action: EventAction;
  subject: { kind: string; id: string | null };
  /** The change, as ids, codes and numbers, never as typed text. */
  details?: Record<string, unknown>;
}

/** The append-only audit trail; each event holds the hash of the previous one. */
@Injectable()
export class EventsService {
  /**
   * Appends one event to the transaction that causes it. The database assigns its position, time
   * and hash at commit, one transaction at a time, so the chain has a single order. Until then the
   * event is in no trail, not even as its own transaction sees it.
   */
  async append(manager: EntityManager, event: NewEvent): Promise<void> {
    await this.appendAll(manager, [event]);
  }

  /** Appends the events of an action with many parts, in order and with the same time. */
  async appendAll(manager: EntityManager, events: NewEvent[]): Promise<void> {
    if (events.length === 0) return;
    const spelled = events.map(({ actor, action, subject, details = {} }) => {
      requireNoWords(details);
      const event = {
        actorKind: actor.kind,
        actorId: actor.id,
        action,
        subjectKind: subject.kind,
        subjectId: subject.id,
        details,
      };
      return { ...event, spelled: spelledWithoutPlace(event) };
    });
    await manager.query('INSERT INTO event_to_append (events) VALUES ($1)', [
      JSON.stringify(spelled),
    ]);
  }

  /**
   * The last change to an item and its author, shown to a colleague whose own change was too late.
   */
  async last(
    manager: EntityManager,
    subjectId: string,
  ): Promise<{ by: string | null; action: string | null }> {
    const [row] = await manager.query<{ by: string | null; action: string }[]>(
      `SELECT coalesce(staff.name, event.actor_kind) AS by, event.action FROM event
        LEFT JOIN staff ON staff.id = event.actor_id
       WHERE subject_id = $1
         AND action NOT IN ('document.view', 'document.view_copy', 'attachment.view')
         ORDER BY seq DESC LIMIT 1`,
      [subjectId],
    );
    return row ?? { by: null, action: null };
  }

  /** The audit trail of these items, oldest first. */
  async of(manager: EntityManager, subjectIds: string[]): Promise<TrailLine[]> {
    return manager.query<TrailLine[]>(
      `SELECT event.seq, event.at, event.action, event.actor_kind AS "actorKind",
        staff.name AS "actorName"
       FROM event LEFT JOIN staff ON staff.id = event.actor_id WHERE subject_id = ANY($1)
         ORDER BY seq LIMIT 500`,
      [subjectIds],
    );
  }
}

/** One event as shown to staff. */
export interface TrailLine {
  seq: string;
  at: Date;
  action: string;
  actorKind: string;
  actorName: string | null;
}
