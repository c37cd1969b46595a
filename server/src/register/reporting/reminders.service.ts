import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import { caseMail } from '../../joining/submissions/case-mail.js';
import { Submission } from '../../joining/submissions/submission.entity.js';

const batch = 200;

/**
 * Asks each signatory with a contact once a year for a progress report, unless it has reported
 * meanwhile.
 */
@Injectable()
export class RemindersService {
  constructor(
    private readonly outbox: OutboxService,
    private readonly settings: SettingsService,
  ) {}

  /** @returns how many reminders were queued now. */
  async ask(manager: EntityManager): Promise<number> {
    const [due] = await manager.query<[{ endorsementId: string }[], number]>(
      `UPDATE signatory SET reminded_at = now() WHERE id IN (
         SELECT s.id FROM signatory s JOIN submission e ON e.id = s.endorsement_id
         WHERE s.state = 'published' AND NOT s.demo AND e.contact_email IS NOT NULL
           AND greatest(s.published_at, s.reminded_at) < now() - make_interval(days => $1)
           AND EXISTS (SELECT 1 FROM pledge p WHERE p.signatory_id = s.id
             AND p.progress IN ('planned', 'under_way'))
           AND NOT EXISTS (SELECT 1 FROM submission f WHERE f.parent_id = e.id
             AND f.kind = 'progress' AND f.submitted_at > now() - make_interval(days => $1))
         ORDER BY s.published_at LIMIT ${batch} FOR UPDATE OF s SKIP LOCKED)
       RETURNING endorsement_id AS "endorsementId"`,
      [(await this.settings.inside(manager)).progressReminderDays],
    );
    for (const { endorsementId } of due) {
      const endorsement = await manager.findOneByOrFail(Submission, { id: endorsementId });
      await this.outbox.add(manager, caseMail(endorsement, 'progress_reminder'));
    }
    return due.length;
  }
}
