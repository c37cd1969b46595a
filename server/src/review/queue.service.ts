import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Problem } from '../common/problem.js';
import type { QueueDto, QueueFilter, QueueItemDto, QueueQuery } from './review.dto.js';

const pageSize = 50;

/** Each queue as a condition over a submission and its signatory. */
const conditions: Record<QueueFilter, string> = {
  waiting: `s.state = 'waiting'`,
  changes_requested: `s.state = 'changes_requested'`,
  to_publish: `s.state = 'approved' AND g.state = 'unlisted'`,
  published: `s.state = 'approved' AND (s.parent_id IS NOT NULL OR g.state IN ('published', 'on_hold', 'withdrawn', 'merged'))`,
  rejected: `s.state = 'rejected'`,
};

/** The lists of cases. Whoever waits longest comes first. */
@Injectable()
export class QueueService {
  constructor(private readonly database: DataSource) {}

  async list({ show, q, after }: QueueQuery): Promise<QueueDto> {
    const [time, id] = after ? cursor(after) : [null, null];
    const items = await this.database.query<(QueueItemDto & { cursor: string })[]>(
      `SELECT s.id, s.reference, s.state, s.kind AS "submissionKind", g.state AS "signatoryState", s.version, g.version AS "signatoryVersion", coalesce(s.answers->'authority'->>'nameOfficial', s.reference) AS "authorityName",
              coalesce(s.answers->'authority'->>'kind', 'other') AS kind, coalesce(s.answers->'authority'->>'countryCode', '') AS "countryCode",
              s.confirmed_at AS "confirmedAt", s.demo, to_char(s.confirmed_at AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.US') AS cursor
       FROM submission s LEFT JOIN signatory g ON g.endorsement_id = s.id
       WHERE ${conditions[show]}
         AND ($1::text IS NULL OR s.reference ILIKE $1 OR s.contact_email ILIKE $1 OR s.answers->'authority'->>'nameOfficial' ILIKE $1
              OR s.answers->'authority'->>'nameEn' ILIKE $1)
         AND ($2::timestamp IS NULL OR (s.confirmed_at AT TIME ZONE 'UTC', s.id) > ($2::timestamp, $3::uuid))
       ORDER BY s.confirmed_at, s.id LIMIT ${pageSize + 1}`,
      [q ? `%${likeText(q)}%` : null, time, id],
    );
    const page = items.slice(0, pageSize);
    const last = page.at(-1);
    return {
      items: page.map(({ cursor: _, ...item }) => item),
      next: items.length > pageSize && last ? `${last.cursor}_${last.id}` : null,
      counts: await this.counts(),
    };
  }

  private async counts(): Promise<Record<QueueFilter, number>> {
    const [counts] = await this.database.query<Record<QueueFilter, number>[]>(
      `SELECT ${Object.entries(conditions)
        .map(([name, condition]) => `count(*) FILTER (WHERE ${condition})::int AS ${name}`)
        .join(', ')}
       FROM submission s LEFT JOIN signatory g ON g.endorsement_id = s.id WHERE s.confirmed_at IS NOT NULL`,
    );
    return counts!;
  }
}

/** Text in which `%` and `_` mean themselves. */
function likeText(text: string): string {
  return text.replace(/[\\%_]/g, (character) => `\\${character}`);
}

function cursor(text: string): [string, string] {
  const match = /^(\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{6})_([0-9a-f-]{36})$/.exec(text);
  if (!match) throw Problem.invalid([{ pointer: '/after', key: 'isCursor', params: {}, detail: 'must be the `next` of a page' }]);
  return [match[1]!, match[2]!];
}
