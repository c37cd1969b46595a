import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import { hasOpenPledge, reportIsWithStaff } from './reporting-now.js';
import { reportingMail } from './reporting-mail.js';
import { mayBeDueWithin, reminders, reportingRule, ruleValues } from './reporting.workflow.js';

const batch = 200;

interface Due {
  id: string;
  endorsementId: string;
  askedFor: string;
  dueOn: string;
  number: number;
}

/**
 * Reminds the contacts of signatories of their progress reports, in words of its own each time.
 * Each reminder is sent once: of several that a stopped server missed, only the last.
 */
@Injectable()
export class RemindersService {
  constructor(
    private readonly outbox: OutboxService,
    private readonly settings: SettingsService,
  ) {}

  /**
   * @param day today in Strasbourg.
   * @returns how many reminders were queued now.
   */
  async ask(manager: EntityManager, day: string): Promise<number> {
    const due = await this.due(manager, day);
    for (const one of due) await this.remind(manager, one);
    return due.length;
  }

  private async due(manager: EntityManager, day: string): Promise<Due[]> {
    return manager.query<Due[]>(
      `SELECT s.id, s.endorsement_id AS "endorsementId", reporting.asked_for::text AS "askedFor",
         reporting.due_on::text AS "dueOn", passed.number
       FROM signatory s JOIN submission e ON e.id = s.endorsement_id ${reportingRule}
         CROSS JOIN LATERAL (SELECT count(*)::int AS number FROM unnest($5::int[]) AS after(days)
           WHERE $1::date >= reporting.due_on + after.days) passed
       WHERE s.state = 'published' AND NOT s.demo AND e.contact_email IS NOT NULL
         AND ${mayBeDueWithin(String(-reminders[0].days))}
         AND passed.number > 0
         AND NOT EXISTS (SELECT 1 FROM report_reminder r WHERE r.signatory_id = s.id
           AND r.asked_for = reporting.asked_for AND r.number >= passed.number)
         AND ${hasOpenPledge} AND NOT ${reportIsWithStaff}
       ORDER BY reporting.due_on, s.id LIMIT ${batch} FOR UPDATE OF s SKIP LOCKED`,
      [...ruleValues(day, await this.settings.inside(manager)), reminders.map(({ days }) => days)],
    );
  }

  private async remind(manager: EntityManager, due: Due): Promise<void> {
    const { id, endorsementId, askedFor, dueOn, number } = due;
    // Whoever writes the row sends the mail: another instance may have been faster.
    const [mine] = await manager.query<unknown[]>(
      `INSERT INTO report_reminder (signatory_id, asked_for, number, mailed)
       VALUES ($1, $2, $3, false) ON CONFLICT DO NOTHING RETURNING number`,
      [id, askedFor, number],
    );
    if (!mine) return;
    const { template } = reminders[number - 1]!;
    const mail = await reportingMail(manager, endorsementId, template, { day: dueOn });
    if (mail && (await this.outbox.add(manager, mail)))
      await manager.query(
        `UPDATE report_reminder SET mailed = true
          WHERE signatory_id = $1 AND asked_for = $2 AND number = $3`,
        [id, askedFor, number],
      );
  }
}
