import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { AppContext } from '../../platform/database/app-context.js';
import { logger } from '../../platform/log/logger.js';
import { recordHead } from '../../platform/events/noted-heads.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import type { Language } from '../../../../contract/languages.js';
import { lastShortHash } from '../../platform/tlog/last-checkpoint.js';
import { today } from '../../platform/http/strasbourg-sql.js';

interface Administrator {
  email: string;
  name: string;
  language: Language;
}

/**
 * Takes the head of the audit trail out of the database once a day: to the administrators by mail,
 * to the log, and to a file. Nobody who rewrites the trail can rewrite these copies, not even the
 * owner of the database (decision 0044).
 */
@Injectable()
export class TrailHeadService {
  constructor(
    private readonly context: AppContext,
    private readonly outbox: OutboxService,
  ) {}

  /**
   * @returns how many are written to, and what is left to do after the commit. Nothing when the
   * trail did not grow since.
   */
  async tell(manager: EntityManager): Promise<{ done: number; afterwards?: () => Promise<void> }> {
    const [head] = await manager.query<{ seq: string; hash: string }[]>(
      `INSERT INTO setting (key, value) SELECT 'trail_head',
        jsonb_build_object('day', ${today}, 'seq', seq) FROM event_head WHERE seq > 0
       ON CONFLICT (key) DO UPDATE SET value = excluded.value
         WHERE setting.value ->> 'day' <> excluded.value ->> 'day'
           AND setting.value ->> 'seq' <> excluded.value ->> 'seq'
       RETURNING value ->> 'seq' AS seq, (SELECT encode(hash, 'hex') FROM event_head) AS hash`,
    );
    if (!head) return { done: 0 };
    const administrators = await manager.query<Administrator[]>(
      `SELECT email, name, language FROM staff WHERE 'administrator' = ANY(roles)
        AND disabled_at IS NULL AND accepted_at IS NOT NULL ORDER BY id`,
    );
    const checkpoint = (await lastShortHash(manager)) ?? '–';
    for (const { email, name, language } of administrators) {
      await this.outbox.add(manager, {
        recipient: email,
        language,
        template: 'staff_trail_head',
        submissionId: null,
        data: {
          name,
          seq: head.seq,
          head: `${head.seq}:${head.hash}`,
          checkpoint,
          path: '/staff/trail',
        },
      });
    }
    return { done: administrators.length, afterwards: () => this.keep(head) };
  }

  private async keep(head: { seq: string; hash: string }): Promise<void> {
    logger.info(head, 'head of the audit trail');
    await recordHead(this.context.config.DATA_DIR, head);
  }
}
