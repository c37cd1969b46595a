import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { LeftOut } from '../../../../contract/mailings.js';
import { NewsRefusals } from '../../joining/messages/news-refusals.service.js';
import { limits } from '../../platform/config/limits.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { uuidv7 } from 'uuidv7';
import { findMailing, type Mailing } from './mailing-content.js';
import { MailingMails } from './mailing-mails.service.js';
import { leftOut, withContact } from './recipients.js';

interface Waiting {
  signatoryId: string;
  submissionId: string;
  leftOut: LeftOut | null;
}

/**
 * Queues the mails of letters in batches. The row of a recipient and its mail are written in one
 * transaction, and a row that has its mail is never taken again: nobody gets a letter twice,
 * whatever stops or runs twice. Whether somebody may be written to is looked at again here.
 */
@Injectable()
export class MailingSender {
  constructor(
    private readonly mails: MailingMails,
    private readonly outbox: OutboxService,
    private readonly refusals: NewsRefusals,
  ) {}

  /** @returns how many mails were queued in as many batches as one run may take. */
  async run(manager: EntityManager): Promise<number> {
    let queued = 0;
    for (let batch = 0; batch < limits.letterBatchesPerRun; batch += 1) {
      const [next] = await manager.query<{ id: string }[]>(
        `SELECT id FROM mailing WHERE state = 'sending' ORDER BY sent_at, id LIMIT 1
         FOR UPDATE SKIP LOCKED`,
      );
      if (!next) break;
      queued += await this.step(manager, next.id);
    }
    return queued;
  }

  /** Queues one batch of a letter that the transaction has locked. */
  async step(manager: EntityManager, id: string): Promise<number> {
    const mailing = await findMailing(manager, id);
    // Who refuses news now waits for this batch and takes its mails back.
    if (mailing.kind === 'news') await this.refusals.lock(manager);
    const waiting = await this.next(manager, mailing);
    let queued = 0;
    for (const one of waiting) queued += Number(await this.queue(manager, mailing, one));
    if (waiting.length < limits.letterBatch)
      await manager.query(
        `UPDATE mailing SET state = 'sent', version = version + 1 WHERE id = $1`,
        [id],
      );
    return queued;
  }

  private next(manager: EntityManager, { id, kind }: Mailing): Promise<Waiting[]> {
    return manager.query<Waiting[]>(
      `SELECT s.id AS "signatoryId", e.id AS "submissionId", ${leftOut(kind)} AS "leftOut"
       FROM mailing_recipient r JOIN signatory s ON s.id = r.signatory_id ${withContact}
       WHERE r.mailing_id = $1 AND r.queued_at IS NULL AND r.left_out IS NULL
       ORDER BY r.signatory_id LIMIT ${limits.letterBatch} FOR UPDATE OF r`,
      [id],
    );
  }

  private async queue(
    manager: EntityManager,
    mailing: Mailing,
    { signatoryId, submissionId, leftOut: reason }: Waiting,
  ): Promise<boolean> {
    const key = [mailing.id, signatoryId];
    const leave = (why: LeftOut) =>
      manager.query(
        `UPDATE mailing_recipient SET left_out = $3 WHERE mailing_id = $1 AND signatory_id = $2`,
        [...key, why],
      );
    if (reason) return leave(reason).then(() => false);
    const mail = await this.mails.mailTo(manager, mailing, signatoryId);
    const mailId = uuidv7();
    const link =
      mailing.kind === 'news'
        ? await this.refusals.link(manager, submissionId, mail.recipient)
        : {};
    const data = { ...mail.data, ...link };
    if (!(await this.outbox.add(manager, { ...mail, id: mailId, data })))
      return leave('no_mail').then(() => false);
    await manager.query(
      `UPDATE mailing_recipient SET queued_at = now(), mail_id = $3
       WHERE mailing_id = $1 AND signatory_id = $2`,
      [...key, mailId],
    );
    return true;
  }
}
