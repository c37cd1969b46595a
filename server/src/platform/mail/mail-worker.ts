import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { SendMailOptions } from 'nodemailer';
import { DataSource, type EntityManager } from 'typeorm';
import type { QueryDeepPartialEntity } from 'typeorm/query-builder/QueryPartialEntity.js';
import { AppContext } from '../database/app-context.js';
import { isOutage } from '../http/send-problem.js';
import { logger } from '../log/logger.js';
import { limits } from '../config/limits.js';
import { SettingsService } from '../settings/settings.service.js';
import { figuresIn } from '../config/figures.js';
import { choicesLink, mailLink } from './mail-link.js';
import { MailAttachments } from './mail-attachments.js';
import { answerOf, withoutAddresses, type MailAnswer } from './mail-answer.js';
import { keepAttempt, outcomeOf, type AttemptOutcome } from './mail-attempts.js';
import { MailTransport } from './mail-transport.js';
import { messageIdOf } from './message-id.js';
import { keepsWords, letterContent } from './letter-content.js';
import { Letter } from './letter.entity.js';
import { OutboxMail } from './outbox-mail.entity.js';
import { withoutSecret } from './without-secret.js';
import { answerTimeIn } from './answer-time.js';
import { changedMailTexts } from './changed-mail-texts.js';
import { renderMail } from './render-mail.js';
import { replyAddress, replyTokenOf, returnAddress } from './reply-address.js';
import { isForStaff } from './texts.js';

/** The outcome of an attempt that reached the mail server. */
interface Ended {
  outcome: AttemptOutcome;
  answer: MailAnswer;
}

/** The reason recorded when every attempt ended after its last byte. */
const neverTold = 'every attempt handed it over completely, and none was answered';

/**
 * Sends the mails in the outbox. Several instances may run: each takes rows that no other holds, on
 * a lease that expires.
 */
@Injectable()
export class MailWorker implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly database: DataSource,
    private readonly transport: MailTransport,
    private readonly context: AppContext,
    private readonly settings: SettingsService,
    private readonly attachments: MailAttachments,
  ) {}

  onApplicationBootstrap(): void {
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.drain());
    }, limits.mailPoll);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /**
   * Sends everything that is due, each batch in parallel: slow mails sent one by one would outlive
   * the lease.
   */
  async drain(): Promise<void> {
    try {
      for (let batch = await this.take(); batch.length > 0; batch = await this.take()) {
        await Promise.all(batch.map((mail) => this.deliver(mail)));
      }
    } catch (error) {
      logger.error(
        { err: isOutage(error) ? undefined : error },
        'mail worker could not read the outbox',
      );
    }
  }

  private async take(): Promise<OutboxMail[]> {
    const [rows] = await this.database.query<[{ id: string }[], number]>(
      `UPDATE outbox SET attempts = attempts + 1,
        next_attempt_at = now() + make_interval(secs => $1)
       WHERE id IN (SELECT id FROM outbox WHERE state = 'queued' AND next_attempt_at <= now()
         ORDER BY id LIMIT 10 FOR UPDATE SKIP LOCKED)
       RETURNING id`,
      [limits.mailLeaseSeconds],
    );
    return rows.length === 0
      ? []
      : this.database.manager
          .createQueryBuilder(OutboxMail, 'mail')
          .where('mail.id IN (:...ids)', { ids: rows.map((row) => row.id) })
          .orderBy('mail.id')
          .getMany();
  }

  private async deliver(mail: OutboxMail): Promise<void> {
    const before = mail.handedOver;
    if (before >= limits.mailHandOvers)
      return this.postpone(mail, { code: 'uncertain', message: neverTold }, null);
    let ended: Ended | null = null;
    try {
      const link = mailLink(this.context, mail.data);
      const letter = mail.letterId
        ? await this.database.manager.findOneByOrFail(Letter, { id: mail.letterId })
        : null;
      const { values, content } = letterContent(mail, letter, this.context.config.baseUrl);
      const settings = await this.settings.current();
      const replyTo = (await this.replyToCase(mail)) ?? settings.replyTo;
      const figures = figuresIn(mail.language, settings);
      const { manager } = this.database;
      const changed = await changedMailTexts(manager, mail.template, mail.language);
      const answerTime = await answerTimeIn(manager, mail.language, changed);
      const filled = { ...figures, answerTime, ...values };
      const attachments = await this.attachments.of(mail.data, mail.language);
      const rendered = renderMail(mail.template, mail.language, filled, link, {
        letter: content,
        choices: choicesLink(this.context, mail.data),
        changed,
        attached: attachments.length > 0,
      });
      const sending = this.transport.send(
        {
          ...rendered,
          from: senderOf(this.context.config.MAIL_FROM, rendered.from),
          to: { name: mail.data['name'] ?? '', address: mail.recipient },
          ...(replyTo ? { replyTo } : {}),
          ...this.returnPathOf(mail),
          attachments,
          messageId: messageIdOf(mail.id, this.context.config),
          headers: {
            'Auto-Submitted': 'auto-generated',
            'Content-Language': mail.language,
            ...leavingHeaders(mail.data, link),
          },
        },
        () => this.handOver(mail),
      );
      const { outcome, answer } = await sending.catch((error: unknown) => {
        const isUncertain = mail.handedOver > before;
        ended = { outcome: outcomeOf(answerOf(error), isUncertain), answer: answerOf(error) };
        throw error;
      });
      await this.recordSent(mail, answer, {
        state: 'sent',
        sentAt: () => 'now()',
        data: {},
        lastError: null,
        ...(keepsWords(mail)
          ? { sentSubject: rendered.subject, sentText: withoutSecret(rendered.text) }
          : {}),
      });
      logger.info({ mail: mail.id, template: mail.template, ...forLog(answer) }, `mail ${outcome}`);
    } catch (error) {
      await this.postpone(mail, error, ended);
    }
  }

  /** The reply address, whose mails appear on the page of the case; null without one. */
  private async replyToCase({
    template,
    submissionId,
    recipient,
  }: OutboxMail): Promise<string | null> {
    const { context, database } = this;
    if (!context.config.REPLY_ADDRESS || !submissionId || isForStaff(template)) return null;
    const tokenId = await replyTokenOf(database.manager, context, {
      submissionId,
      recipient,
    });
    return tokenId && replyAddress(context, tokenId);
  }

  /** The return path for bounces, if that mailbox is read. */
  private returnPathOf({ id, recipient }: OutboxMail): Pick<SendMailOptions, 'envelope'> {
    if (!this.context.config.REPLY_ADDRESS) return {};
    return { envelope: { from: returnAddress(this.context, id), to: recipient } };
  }

  private async recordSent(
    mail: OutboxMail,
    answer: MailAnswer,
    sent: QueryDeepPartialEntity<OutboxMail>,
  ): Promise<void> {
    await this.database.transaction(async (manager) => {
      const { affected } = await manager.update(OutboxMail, mail.id, sent);
      // Without a row the mail has been erased, and so have its attempts.
      if (!affected) return;
      // Even if recording the answer fails, the mail is sent and must not go out again.
      await manager
        .transaction((within) => this.keep(within, mail, { outcome: 'accepted', answer }))
        .catch((err: unknown) => logger.error({ err, mail: mail.id }, 'answer not recorded'));
    });
  }

  private keep(
    manager: EntityManager,
    { id }: OutboxMail,
    { outcome, answer }: Ended,
  ): Promise<void> {
    return keepAttempt(manager, id, { ...answer, outcome, server: this.transport.server });
  }

  /**
   * Recorded before the end of the mail is sent, because from then on it may have been accepted. A
   * worker that has lost the lease aborts here.
   */
  private async handOver(mail: OutboxMail): Promise<void> {
    const { affected } = await this.database.manager.update(OutboxMail, ours(mail), {
      handedOver: mail.handedOver + 1,
    });
    if (!affected) throw new Error('the lease is lost');
    mail.handedOver += 1;
  }

  /**
   * A permanent refusal (5xx) or too many attempts set `dead`, which staff can see. So does
   * reaching the limit of uncertain deliveries: a town gets a mail twice at most. Everything else
   * is retried with backoff. A worker that stalled for longer than its lease changes nothing,
   * because another has taken the mail since and it would go out twice.
   * @param ended the mail server's answer or silence; null if the attempt did not reach it.
   */
  private async postpone(mail: OutboxMail, error: unknown, ended: Ended | null): Promise<void> {
    const { responseCode, code } = error as { responseCode?: number; code?: string };
    const refused = responseCode !== undefined;
    const uncertain = !refused && mail.handedOver >= limits.mailHandOvers;
    const dead =
      (refused && responseCode >= 500) || uncertain || mail.attempts >= limits.mailAttempts;
    const delay = Math.min(3600, 15 * 2 ** mail.attempts);
    const affected = await this.database.transaction(async (manager) => {
      const changed = await manager.update(OutboxMail, ours(mail), {
        state: dead ? 'dead' : 'queued',
        lastError: uncertain ? 'uncertain' : String(responseCode ?? code ?? 'failed'),
        nextAttemptAt: () => `now() + interval '${delay} seconds'`,
      });
      if (changed.affected && ended) await this.keep(manager, mail, ended);
      return changed.affected;
    });
    const result = affected ? { attempts: mail.attempts, dead } : { lease: 'lost' };
    logger.warn(
      {
        mail: mail.id,
        template: mail.template,
        ...forLog(answerOf(error)),
        code: responseCode ?? code,
        ...result,
      },
      'mail not sent',
    );
  }
}

/** An answer for our log: enough to find the mail in the mail server's log. */
function forLog({ code, enhanced, queueId, text }: MailAnswer): Record<string, unknown> {
  return {
    code,
    ...(enhanced ? { enhancedCode: enhanced } : {}),
    ...(queueId ? { queueId } : {}),
    answer: withoutAddresses(text),
  };
}

/** Matches the mail only while no other worker has taken it. */
const ours = ({ id, attempts }: OutboxMail) => ({ id, attempts, state: 'queued' as const });

/**
 * A sender name set by the operator takes precedence over the register's name in the reader's
 * language.
 */
const senderOf = (configured: string, name: string) =>
  configured.includes('<') ? configured : { name, address: configured };

/** Links that accept a one-click unsubscribe request. */
const leavingPurposes = ['newsletter_unsubscribe', 'follow_manage', 'news_refusal'];

/**
 * Headers that let mail programs offer one-click "unsubscribe" beside the sender's name (RFC 2369,
 * RFC 8058).
 */
function leavingHeaders(
  { tokenPurpose }: Record<string, string>,
  link: string | undefined,
): Record<string, string> {
  if (!link || !leavingPurposes.includes(tokenPurpose ?? '')) return {};
  return { 'List-Unsubscribe': `<${link}>`, 'List-Unsubscribe-Post': 'List-Unsubscribe=One-Click' };
}
