import { createHash } from 'node:crypto';
import { canonical } from './canonical.js';
import type { ActorKind } from './event.entity.js';

export interface EventContent {
  seq: string;
  at: Date;
  actorKind: ActorKind;
  actorId: string | null;
  action: string;
  subjectKind: string;
  subjectId: string | null;
  details: Record<string, unknown>;
}

/**
 * The hash of an event: SHA-256 over the previous hash and the canonical form of the event's
 * content.
 */
export function eventHash(previous: Buffer, event: EventContent): Buffer {
  const place = canonical([event.seq, event.at.toISOString()]).slice(1, -1);
  return createHash('sha256')
    .update(previous)
    .update(`[${place},${spelledWithoutPlace(event)}]`)
    .digest();
}

/**
 * The part of the canonical form that is known before the database assigns the event's position and
 * time in the chain.
 */
export function spelledWithoutPlace({
  actorKind,
  actorId,
  action,
  subjectKind,
  subjectId,
  details,
}: Omit<EventContent, 'seq' | 'at'>): string {
  return canonical([actorKind, actorId, action, subjectKind, subjectId, details]).slice(1, -1);
}
