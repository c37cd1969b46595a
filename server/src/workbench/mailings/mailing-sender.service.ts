import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { notAskedReasons, type LeftOut } from '../../../../contract/mailings.js';
import { NewsRefusals } from '../../joining/messages/news-refusals.service.js';
import { limits } from '../../platform/config/limits.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { uuidv7 } from 'uuidv7';
import { findMailing, type Mailing } from './mailing-content.js';
import { MailingMails } from './mailing-mails.service.js';
import { leftOut, withContact } from './recipients.js';

/**
 * Queues the mails of letters in batches. The row of a recipient and its mail are written in one
 * transaction, and a row with a mail is never processed again, so nobody gets a letter twice, even
 * if a run stops or is repeated. Each recipient is checked again here.
 */
@Injectable()
export class MailingSender {
  constructor(
    private readonly mails: MailingMails,
    private readonly outbox: OutboxService,
    private readonly refusals: NewsRefusals,
  ) {}

  /**
   * Queues nothing while a batch of letters still waits for the mail server, because all other
   * mails would wait behind them.
   * @returns how many mails were queued in as many batches as one run may take.
   */
  async run(manager: EntityManager): Promise<number> {
    if (await isBatchWaiting(manager)) return 0;
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
    // A contact who unsubscribes now waits for this batch, and then removes its mails.
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

  private async next(manager: EntityManager, { id }: Mailing): Promise<string[]> {
    const rows = await manager.query<{ signatoryId: string }[]>(
      `SELECT signatory_id AS "signatoryId" FROM mailing_recipient
       WHERE mailing_id = $1 AND queued_at IS NULL AND left_out IS NULL
       ORDER BY signatory_id LIMIT ${limits.letterBatch} FOR UPDATE`,
      [id],
    );
    return rows.map(({ signatoryId }) => signatoryId);
  }

  private async queue(
    manager: EntityManager,
    mailing: Mailing,
    signatoryId: string,
  ): Promise<boolean> {
    const key = [mailing.id, signatoryId];
    const leave = (why: LeftOut) =>
      manager.query(
        `UPDATE mailing_recipient SET left_out = $3 WHERE mailing_id = $1 AND signatory_id = $2`,
        [...key, why],
      );
    const reason = await reasonNow(manager, mailing, signatoryId);
    if (reason) return leave(reason).then(() => false);
    const mail = await this.mails.mailTo(manager, mailing, signatoryId);
    const mailId = uuidv7();
    const link =
      mailing.kind === 'news'
        ? await this.refusals.link(manager, mail.submissionId!, mail.recipient)
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

async function isBatchWaiting(manager: EntityManager): Promise<boolean> {
  const waiting = await manager.query<unknown[]>(
    `SELECT 1 FROM outbox WHERE state = 'queued'
       AND template IN ('signatory_letter', 'signatory_news') LIMIT ${limits.letterBatch}`,
  );
  return waiting.length === limits.letterBatch;
}

/**
 * The current reason for not sending the letter. Erasing the contact and handing over the case lock
 * the case, so this waits for them, or they wait until the mail is queued.
 */
async function reasonNow(
  manager: EntityManager,
  { kind, round }: Mailing,
  signatoryId: string,
): Promise<LeftOut | null> {
  await manager.query(
    `SELECT 1 FROM submission WHERE id = (SELECT endorsement_id FROM signatory WHERE id = $1)
     FOR KEY SHARE`,
    [signatoryId],
  );
  const [row] = await manager.query<{ leftOut: LeftOut | null }[]>(
    `SELECT ${leftOut(kind, round)} AS "leftOut" FROM signatory s ${withContact} WHERE s.id = $1`,
    [signatoryId],
  );
  const reason = row!.leftOut;
  // The signatories of a round were fixed when it opened, so this one still counts as asked.
  const wasAsked = round?.mail === 'invitation' && reason && notAskedReasons.includes(reason);
  return wasAsked ? 'out_of_reach' : reason;
}
