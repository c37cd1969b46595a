import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { textColumns } from '../../platform/spreadsheets/cell.js';
import { csv } from '../../platform/spreadsheets/csv.js';
import { limits } from '../../platform/config/limits.js';
import { EventsService } from '../../platform/events/events.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { SubscribersDto } from './newsletter.dto.js';

interface Line {
  id: string;
  email: string;
  language: string;
  confirmedAt: Date;
}

/** The number of newsletter subscribers and, for staff with permission, their addresses. */
@Injectable()
export class SubscribersService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  async count(): Promise<SubscribersDto> {
    const [counts] = await this.database.query<SubscribersDto[]>(
      `SELECT count(*) FILTER (WHERE reads AND language = 'en')::int AS "confirmedEn",
         count(*) FILTER (WHERE reads AND language = 'fr')::int AS "confirmedFr",
         count(*) FILTER (WHERE asks)::int AS unconfirmed,
         count(*) FILTER (WHERE reads
           AND confirmed_at > now() - make_interval(days => $1))::int AS joined,
         (SELECT count(*)::int FROM event WHERE action = 'subscriber.leave'
           AND at > now() - make_interval(days => $1)) AS left
       FROM subscriber CROSS JOIN LATERAL (SELECT newsletter AND confirmed_at IS NOT NULL AS reads,
         confirmed_at IS NULL AND NOT EXISTS (SELECT 1 FROM follow f
           WHERE f.subscriber_id = subscriber.id) AS asks) now_`,
      [limits.recentDays],
    );
    return counts!;
  }

  /**
   * Exports every confirmed address as CSV. The export is recorded as an event before the first
   * line is sent.
   */
  async export(staff: Staff): Promise<Readable> {
    await this.database.transaction((manager) =>
      this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: 'subscriber.export',
        subject: { kind: 'newsletter', id: null },
      }),
    );
    return Readable.from(
      csv(
        { columns: textColumns(['email', 'language', 'confirmed_at']), rows: this.lines() },
        true,
      ),
    );
  }

  private async *lines(): AsyncGenerator<string[]> {
    for (let after: string | null = null; ;) {
      const lines: Line[] = await this.database.query<Line[]>(
        `SELECT id, email, language, confirmed_at AS "confirmedAt" FROM subscriber
         WHERE newsletter AND confirmed_at IS NOT NULL AND ($1::uuid IS NULL OR id > $1) ORDER BY id
           LIMIT ${limits.eventsPerStep}`,
        [after],
      );
      for (const { email, language, confirmedAt } of lines)
        yield [email, language, confirmedAt.toISOString()];
      if (lines.length < limits.eventsPerStep) return;
      after = lines.at(-1)!.id;
    }
  }
}
