import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import { hasOpenPledge, reportIsWithStaff } from './reporting-now.js';
import { reportingMail } from './reporting-mail.js';
import {
  isOfThisReport,
  mayBeDueWithin,
  reminders,
  reportingRule,
  ruleValues,
} from './reporting.workflow.js';

const batch = 200;

interface Due {
  id: string;
  endorsementId: string;
  countedFrom: string;
  askedFor: string;
  dueOn: string;
  number: number;
}

/**
 * Reminds the contacts of signatories of their progress reports, with a different text for each
 * reminder. Each is sent once; if a stopped server missed several, only the last is sent.
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
    await this.forgetLost(manager);
    const due = await this.due(manager, day);
    for (const one of due) await this.remind(manager, one, day);
    return due.length;
  }

  /**
   * A mail that could not be delivered does not count. This is recorded while the outbox still
   * knows.
   */
  private async forgetLost(manager: EntityManager): Promise<void> {
    await manager.query(
      `UPDATE report_reminder r SET mailed = false FROM outbox o
        WHERE o.id = r.mail_id AND o.state = 'dead' AND r.mailed`,
    );
  }

  private async due(manager: EntityManager, day: string): Promise<Due[]> {
    return manager.query<Due[]>(
      `SELECT s.id, s.endorsement_id AS "endorsementId",
         reporting.counted_from::text AS "countedFrom", reporting.asked_for::text AS "askedFor",
         reporting.due_on::text AS "dueOn", passed.number
       FROM signatory s JOIN submission e ON e.id = s.endorsement_id ${reportingRule}
         CROSS JOIN LATERAL (SELECT count(*)::int AS number FROM unnest($5::int[]) AS after(days)
           WHERE $1::date >= reporting.due_on + after.days) passed
       WHERE s.state = 'published' AND NOT s.demo AND e.contact_email IS NOT NULL
         AND ${mayBeDueWithin(String(-reminders[0].days))}
         AND passed.number > 0
         AND NOT EXISTS (SELECT 1 FROM report_reminder r WHERE r.signatory_id = s.id
           AND ${isOfThisReport} AND r.number >= passed.number)
         AND ${hasOpenPledge} AND NOT ${reportIsWithStaff}
       ORDER BY reporting.due_on, s.id LIMIT ${batch} FOR UPDATE OF s SKIP LOCKED`,
      [...ruleValues(day, await this.settings.inside(manager)), reminders.map(({ days }) => days)],
    );
  }

  private async remind(manager: EntityManager, due: Due, day: string): Promise<void> {
    const { id, endorsementId, countedFrom, askedFor, dueOn, number } = due;
    const key = [id, countedFrom, askedFor, number];
    // The instance that writes the row sends the mail: another may have been faster.
    const [mine] = await manager.query<unknown[]>(
      `INSERT INTO report_reminder (signatory_id, counted_from, asked_for, number, day, mailed)
       VALUES ($1, $2, $3, $4, $5, false) ON CONFLICT DO NOTHING RETURNING number`,
      [...key, day],
    );
    if (!mine) return;
    const { template } = reminders[number - 1]!;
    const mail = await reportingMail(manager, endorsementId, template, { day: dueOn });
    if (mail && (await this.outbox.add(manager, mail)))
      await manager.query(
        `UPDATE report_reminder SET mailed = true, mail_id = $5
          WHERE signatory_id = $1 AND counted_from = $2 AND asked_for = $3 AND number = $4`,
        [...key, mail.id],
      );
  }
}
