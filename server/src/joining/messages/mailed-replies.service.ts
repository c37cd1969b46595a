import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import { AppContext } from '../../platform/database/app-context.js';
import type { IncomingDocument } from '../../platform/documents/incoming-document.js';
import { EventsService, system } from '../../platform/events/events.service.js';
import { replyPurpose, returnedMail, tokenIn } from '../../platform/mail/reply-address.js';
import { hashToken } from '../../platform/text/tokens.js';
import { Submission } from '../submissions/submission.entity.js';
import { isOpen, keepMessage } from './case-messages.js';
import type { IncomingMail } from './incoming-mail.js';
import { MailedFiles, namesNotKept } from './mailed-files.service.js';

/**
 * The outcome for a mail: kept, already known or not news, a bounce of one of our mails, no known
 * case, or beyond the daily limit.
 */
export type Taken = 'kept' | 'known' | 'returned' | 'unknown' | 'too many';

/**
 * Keeps mailed replies as messages of the authority. They are only text and files: no mail changes,
 * decides or withdraws anything, and none gets an automatic reply.
 */
@Injectable()
export class MailedReplies {
  constructor(
    private readonly context: AppContext,
    private readonly database: DataSource,
    private readonly events: EventsService,
    private readonly files: MailedFiles,
  ) {}

  /** Whether one of these addresses was issued by us, so that the mail itself has to be fetched. */
  async isOurs(recipients: string[]): Promise<boolean> {
    if (recipients.some((one) => returnedMail(this.context, one))) return true;
    return (await this.caseOf(this.database.manager, this.tokensOf(recipients))) !== null;
  }

  /**
   * One transaction: a kept mail is recognised later, even if the process dies before marking it.
   * @param isLast whether it is kept without files that could only be received later.
   * @throws Problem 429 or 503 when the mail should wait for such files.
   */
  async take(mail: IncomingMail, isLast = false): Promise<Taken> {
    const tokens = this.tokensOf(mail.recipients);
    const [ours] = mail.recipients.flatMap((one) => returnedMail(this.context, one) ?? []);
    if (ours) return this.markReturned(ours, mail);
    if (tokens.length === 0) return 'unknown';
    const files = await this.filesOf(mail, tokens, isLast);
    let kept: IncomingDocument[] = [];
    try {
      const done = await this.database.transaction((manager) => this.takeIn(manager, mail, files));
      kept = done.kept;
      return done.taken;
    } finally {
      await this.files.forget(files.filter((file) => !kept.includes(file)));
    }
  }

  private async takeIn(
    manager: EntityManager,
    mail: IncomingMail,
    files: IncomingDocument[],
  ): Promise<{ taken: Taken; kept: IncomingDocument[] }> {
    const submission = await this.find(manager, this.tokensOf(mail.recipients));
    // Nobody reads messages on a closed case, so the mail stays for the people who check the
    // mailbox.
    const refused = submission && (await this.whyNot(manager, submission, mail));
    if (!submission || refused) return { taken: refused ?? 'unknown', kept: [] };
    const kept = await this.files.fitting(manager, submission.id, files);
    await this.keep(manager, submission, mail, kept);
    return { taken: 'kept', kept };
  }

  /**
   * Runs before the case is locked, because checks take seconds. Mails that are not kept are
   * skipped.
   */
  private async filesOf(
    mail: IncomingMail,
    tokens: string[],
    isLast: boolean,
  ): Promise<IncomingDocument[]> {
    const { manager } = this.database;
    const id = await this.caseOf(manager, tokens);
    const submission = id === null ? null : await manager.findOneBy(Submission, { id });
    if (!submission || (await this.whyNot(manager, submission, mail))) return [];
    return this.files.receive(submission.id, mail, isLast);
  }

  private async whyNot(
    manager: EntityManager,
    submission: Submission,
    mail: IncomingMail,
  ): Promise<Taken | null> {
    if (!isOpen(submission)) return 'unknown';
    if (await isKnown(manager, submission.id, mail)) return 'known';
    return (await isFlood(manager, submission.id, mail)) ? 'too many' : null;
  }

  /** Out-of-office notices go to the return path too; they are not bounces. */
  private async markReturned(mailId: string, { undelivered }: IncomingMail): Promise<Taken> {
    if (undelivered === null) return 'known';
    return this.database.transaction(async (manager) => {
      const [rows] = await manager.query<[{ about: string | null }[], number]>(
        `UPDATE outbox SET returned_at = now(), returned_status = $2
         WHERE id = $1 AND state = 'sent' AND returned_at IS NULL
         RETURNING submission_id AS about`,
        [mailId, undelivered],
      );
      const [mail] = rows;
      if (!mail) return 'known';
      await this.events.append(manager, {
        actor: system,
        action: 'mail.return',
        subject: mail.about ? { kind: 'submission', id: mail.about } : { kind: 'mail', id: mailId },
        details: { mail: mailId, status: undelivered },
      });
      return 'returned';
    });
  }

  private tokensOf(recipients: string[]): string[] {
    const { REPLY_ADDRESS } = this.context.config;
    return recipients.flatMap((one) => tokenIn(REPLY_ADDRESS, one) ?? []);
  }

  private async caseOf(manager: EntityManager, tokens: string[]): Promise<string | null> {
    if (tokens.length === 0) return null;
    const [row] = await manager.query<{ id: string }[]>(
      `SELECT submission_id AS id FROM submission_token
       WHERE hash = ANY($1) AND purpose = '${replyPurpose}' AND expires_at > now() LIMIT 1`,
      [tokens.map(hashToken)],
    );
    return row?.id ?? null;
  }

  private async find(manager: EntityManager, tokens: string[]): Promise<Submission | null> {
    const id = await this.caseOf(manager, tokens);
    if (id === null) return null;
    const lock = { mode: 'pessimistic_write' } as const;
    return manager.findOne(Submission, { where: { id }, lock });
  }

  private async keep(
    manager: EntityManager,
    { id, contactEmail }: Submission,
    { sender, key, ...mail }: IncomingMail,
    files: IncomingDocument[],
  ): Promise<void> {
    const isContact = sender !== null && sender === contactEmail?.toLowerCase();
    const { isAutomatic, mayBeAutomatic } = mail;
    // Automatic replies may say who is ill or away, so only the fact that one came is kept.
    const { text, rest, attachments } = isAutomatic ? wordless : mail;
    const message = await keepMessage(manager, {
      submissionId: id,
      author: 'authority',
      text,
      mailed: {
        rest,
        attachments: namesNotKept(attachments, files),
        isAutomatic,
        mayBeAutomatic,
        key,
        otherSender: isContact ? null : (sender ?? ''),
      },
    });
    await this.files.keep(manager, id, message, files);
    await this.events.append(manager, {
      // The `From` of a mail proves nothing.
      actor: system,
      action: 'message.receive',
      subject: { kind: 'submission', id },
      details: { message, isAutomatic, attachments: attachments.length },
    });
  }
}

const wordless = { text: '', rest: '', attachments: [] };

async function isKnown(
  manager: EntityManager,
  submissionId: string,
  { key }: IncomingMail,
): Promise<boolean> {
  const rows = await manager.query<unknown[]>(
    `SELECT 1 FROM case_message WHERE submission_id = $1 AND mail_key = $2`,
    [submissionId, key],
  );
  return rows.length > 0;
}

/**
 * The lock on the case keeps the limit exact when many mails arrive at once. Automatic replies do
 * not count towards the limit for people.
 */
async function isFlood(
  manager: EntityManager,
  submissionId: string,
  { isAutomatic }: IncomingMail,
): Promise<boolean> {
  const { points, seconds } = limits.messagesPerCase;
  const [row] = await manager.query<{ count: number }[]>(
    `SELECT count(*)::int AS count FROM case_message WHERE submission_id = $1
       AND mail_key IS NOT NULL AND is_automatic = $3
       AND written_at > now() - make_interval(secs => $2)`,
    [submissionId, seconds, isAutomatic],
  );
  return row!.count >= points;
}
