import { createHash } from 'node:crypto';
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

/** The hash of an event: SHA-256 over the previous hash and the event's content in one canonical spelling. */
export function eventHash(previous: Buffer, event: EventContent): Buffer {
  const content = [
    event.seq,
    event.at.toISOString(),
    event.actorKind,
    event.actorId,
    event.action,
    event.subjectKind,
    event.subjectId,
    event.details,
  ];
  return createHash('sha256').update(previous).update(canonical(content)).digest();
}

/** JSON with sorted keys: PostgreSQL's jsonb does not keep their order. */
export function canonical(value: unknown): string {
  if (Array.isArray(value)) return `[${value.map(canonical).join(',')}]`;
  if (value !== null && typeof value === 'object') {
    const entries = Object.entries(value)
      .filter(([, item]) => item !== undefined)
      .sort(([a], [b]) => (a < b ? -1 : 1));
    return `{${entries.map(([key, item]) => `${JSON.stringify(key)}:${canonical(item)}`).join(',')}}`;
  }
  return JSON.stringify(value);
}
