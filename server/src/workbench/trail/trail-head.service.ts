import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppContext } from '../../platform/database/app-context.js';
import { logger } from '../../platform/log/logger.js';
import { recordHead } from '../../platform/events/noted-heads.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import type { Language } from '../../../../contract/languages.js';
import { lastShortHash } from '../../platform/tlog/last-checkpoint.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import { today } from '../../platform/http/strasbourg-sql.js';
import { inWords, weekFigures } from './week-figures.js';

interface Administrator {
  email: string;
  name: string;
  language: Language;
}

interface Head {
  seq: string;
  hash: string;
}

/**
 * Copies the head of the audit trail out of the database once a day: to the administrators by mail
 * (once a week with the figures of the week), to the log, and to a file. Someone who rewrites the
 * trail cannot rewrite these copies, not even the owner of the database (decision 0044).
 */
@Injectable()
export class TrailHeadService {
  constructor(
    private readonly context: AppContext,
    private readonly outbox: OutboxService,
    private readonly settings: SettingsService,
  ) {}

  /**
   * Daily if the trail has grown. The first mail of a week is always sent, with the figures of the
   * previous week.
   * @returns the number of recipients, and the work left after the commit.
   */
  async tell(manager: EntityManager): Promise<{ done: number; afterwards?: () => Promise<void> }> {
    const [head] = await manager.query<(Head & { week: string; before: string | null })[]>(
      `WITH before AS (
         SELECT coalesce(value ->> 'week', '') AS week FROM setting WHERE key = 'trail_head')
       INSERT INTO setting (key, value)
         SELECT 'trail_head', jsonb_build_object('day', ${today}, 'seq', seq,
           'week', date_trunc('week', ${today})::date) FROM event_head WHERE seq > 0
       ON CONFLICT (key) DO UPDATE SET value = excluded.value
         WHERE setting.value ->> 'week' IS DISTINCT FROM excluded.value ->> 'week'
            OR (setting.value ->> 'day' <> excluded.value ->> 'day'
              AND setting.value ->> 'seq' <> excluded.value ->> 'seq')
       RETURNING value ->> 'seq' AS seq, (SELECT encode(hash, 'hex') FROM event_head) AS hash,
                 value ->> 'week' AS week, (SELECT week FROM before) AS before`,
    );
    if (!head) return { done: 0 };
    const isWeekly = head.before !== null && head.before !== head.week;
    const bands = await this.settings.inside(manager);
    const figures = isWeekly ? await weekFigures(manager, bands, new Date()) : null;
    const administrators = await manager.query<Administrator[]>(
      `SELECT email, name, language FROM staff WHERE 'administrator' = ANY(roles)
        AND disabled_at IS NULL AND accepted_at IS NOT NULL ORDER BY id`,
    );
    const checkpoint = (await lastShortHash(manager)) ?? '–';
    for (const { email, name, language } of administrators) {
      await this.outbox.add(manager, {
        recipient: email,
        language,
        template: figures ? 'staff_week' : 'staff_trail_head',
        submissionId: null,
        data: {
          name,
          seq: head.seq,
          head: `${head.seq}:${head.hash}`,
          checkpoint,
          path: figures ? '/staff/figures' : '/staff/trail',
          ...(figures ? inWords(figures, language) : {}),
        },
      });
    }
    return { done: administrators.length, afterwards: () => this.keep(head) };
  }

  private async keep({ seq, hash }: Head): Promise<void> {
    logger.info({ seq, hash }, 'head of the audit trail');
    await recordHead(this.context.config.DATA_DIR, { seq, hash });
  }
}
