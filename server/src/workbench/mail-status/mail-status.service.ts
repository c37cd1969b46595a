import type { MailAttemptsDto, MailTextDto } from './mail-status.dto.js';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import { Problem } from '../../platform/http/problem.js';
import { momentCursor, momentKeys, pageOf, type Keyed } from '../../platform/http/cursor.js';
import { EventsService } from '../../platform/events/events.service.js';
import { AppContext } from '../../platform/database/app-context.js';
import { attemptsOf } from '../../platform/mail/mail-attempts.js';
import { messageIdOf } from '../../platform/mail/message-id.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { withoutSecret } from '../../platform/mail/without-secret.js';
import { keepsWords } from '../../platform/mail/letter-content.js';
import { OutboxMail } from '../../platform/mail/outbox-mail.entity.js';
import { newsRefused } from '../../joining/messages/news-refusals.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { MailCountsDto, MailDto, MailListDto, MailQuery } from './mail-status.dto.js';

/** Mails to readers of the register: only administrators see to which addresses. */
const toReader = `(o.subscriber_id IS NOT NULL OR starts_with(o.template, 'error_report_'))`;

/** Delivery status of the mails: waiting, sent, or failed and why. */
@Injectable()
export class MailStatusService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
    private readonly outbox: OutboxService,
    private readonly context: AppContext,
  ) {}

  async list({ state, q, after }: MailQuery, staff: Staff): Promise<MailListDto> {
    const [time, id] = momentCursor(after);
    const values: unknown[] = [];
    // The first parameter is already used.
    const value = (given: unknown) => `$${values.push(given) + 1}`;
    const conditions = [
      ...(state ? [`o.state = ${value(state === 'delayed' ? 'queued' : state)}`] : []),
      ...(state === 'delayed' ? ['o.last_error IS NOT NULL'] : []),
      ...(q ? [`o.id IN (${found(q, value)})`] : []),
      ...(time ? [`(o.created_at, o.id) < (${value(time)}::timestamptz, ${value(id)}::uuid)`] : []),
    ];
    const rows = await this.mails(
      staff,
      ['true', ...conditions].join(' AND '),
      values,
      limits.staffPageSize + 1,
    );
    return { ...pageOf(rows, limits.staffPageSize), counts: await this.counts() };
  }

  /** The mails about one case and its follow-ups. */
  async of(submissionId: string, staff: Staff): Promise<MailDto[]> {
    const rows = await this.mails(
      staff,
      's.confirmed_at IS NOT NULL AND (s.id = $2 OR s.parent_id = $2)',
      [submissionId],
      200,
    );
    return pageOf(rows, rows.length).items;
  }

  async counts(): Promise<MailCountsDto> {
    const [counts] = await this.database.query<MailCountsDto[]>(
      `SELECT count(*) FILTER (WHERE state = 'queued')::int AS queued,
        count(*) FILTER (WHERE state = 'sent')::int AS sent,
              count(*) FILTER (WHERE state = 'dead')::int AS dead,
              count(*) FILTER (WHERE state = 'queued' AND last_error IS NOT NULL)::int AS delayed
              FROM outbox`,
    );
    return counts!;
  }

  /**
   * Puts a failed mail back into the queue.
   * @throws Problem 409 when it has not failed, when its link no longer works, or when its
   *   recipient has refused such mails meanwhile.
   */
  async resend(id: string, staff: Staff): Promise<void> {
    await this.database.transaction(async (manager) => {
      const mail = await manager.findOne(OutboxMail, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!mail) throw Problem.notFound();
      if (mail.state !== 'dead')
        throw new Problem(409, 'wrong-state', 'Only an e-mail that failed can be sent again.', {
          state: mail.state,
        });
      if (!(await linkWorks(manager, mail.data)))
        throw new Problem(
          409,
          'mail-link-expired',
          'The link in this mail does not work any more.',
        );
      if (mail.template === 'signatory_news' && (await refusesNews(manager, mail.recipient)))
        throw new Problem(409, 'news-refused', 'Its recipient does not want news any more.');
      await manager.update(OutboxMail, id, {
        state: 'queued',
        attempts: 0,
        handedOver: 0,
        nextAttemptAt: () => 'now()',
      });
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: 'mail.resend',
        subject: mail.submissionId
          ? { kind: 'submission', id: mail.submissionId }
          : { kind: 'mail', id },
        details: { mail: id, template: mail.template, error: mail.lastError },
      });
    });
  }

  /** @throws Problem 404 also if this colleague may not see it, or for a letter to many. */
  async read(id: string, staff: Staff): Promise<MailTextDto> {
    const mail = await this.database.manager.findOneBy(OutboxMail, { id });
    if (!mail || !keepsWords(mail) || !(await this.mayRead(mail, staff))) throw Problem.notFound();
    if (mail.state !== 'sent') {
      const { subject, text } = await this.outbox.preview(mail);
      return { subject, text: withoutSecret(text) };
    }
    if (mail.sentText === null) throw Problem.notFound();
    return { subject: mail.sentSubject ?? '', text: mail.sentText };
  }

  /** @throws Problem 404 also if this colleague may not see it. */
  async attempts(id: string, staff: Staff): Promise<MailAttemptsDto> {
    const { manager } = this.database;
    const mail = await manager.findOneBy(OutboxMail, { id });
    if (!mail || !(await this.mayRead(mail, staff))) throw Problem.notFound();
    const items = await attemptsOf(manager, id);
    return {
      messageId: messageIdOf(id, this.context.config),
      items: items.map(({ at, ...attempt }) => ({ ...attempt, at: at.toISOString() })),
    };
  }

  private async mayRead({ submissionId }: OutboxMail, { roles }: Staff): Promise<boolean> {
    if (roles.includes('administrator')) return true;
    const rows = await this.database.query<object[]>(
      `SELECT 1 FROM submission WHERE id = $1 AND confirmed_at IS NOT NULL`,
      [submissionId],
    );
    return rows.length > 0;
  }

  private mails(
    staff: Staff,
    where: string,
    values: unknown[],
    count: number,
  ): Promise<(MailDto & Keyed)[]> {
    return this.database.query(
      `SELECT o.id, CASE WHEN $1 OR NOT ${toReader} THEN o.recipient END AS recipient,
        o.template, o.language, o.state, o.attempts,
              o.last_error AS "lastError", o.created_at AS "createdAt", o.sent_at AS "sentAt",
              o.returned_at AS "returnedAt", o.returned_status AS "returnedStatus",
              CASE WHEN o.state = 'queued' THEN o.next_attempt_at END AS "nextAttemptAt",
              CASE WHEN s.confirmed_at IS NOT NULL THEN s.id END AS "caseId", s.reference,
              ${momentKeys('o.created_at', 'o.id')}
       FROM outbox o LEFT JOIN submission s ON s.id = o.submission_id
       WHERE ${where} ORDER BY o.created_at DESC, o.id DESC LIMIT ${count}`,
      [staff.roles.includes('administrator'), ...values],
    );
  }
}

/**
 * Searches by part of the recipient's address or by a case reference. Each half has its own index;
 * with OR, PostgreSQL would use neither.
 */
function found(q: string, value: (given: unknown) => string): string {
  const part = value(`%${q.replace(/[\\%_]/g, (character) => `\\${character}`)}%`);
  const reference = value(q.replaceAll(' ', '').toUpperCase());
  return `SELECT o.id FROM outbox o WHERE o.recipient ILIKE ${part} AND ($1 OR NOT ${toReader})
    UNION ALL SELECT m.id FROM outbox m JOIN submission s ON s.id = m.submission_id
      WHERE s.reference = ${reference}`;
}

async function refusesNews(manager: EntityManager, address: string): Promise<boolean> {
  const [row] = await manager.query<{ refused: boolean }[]>(
    `SELECT ${newsRefused('$1::text')} AS refused`,
    [address],
  );
  return row!.refused;
}

/** A secret link is stored in one of four tables. A mail without one can always be retried. */
async function linkWorks(
  manager: EntityManager,
  { tokenId }: Record<string, string>,
): Promise<boolean> {
  if (!tokenId) return true;
  const rows = await manager.query<object[]>(
    `SELECT 1 FROM submission_token WHERE id = $1 AND expires_at > now() AND used_at IS NULL
     UNION ALL SELECT 1 FROM subscriber_token WHERE id = $1
       AND (expires_at IS NULL OR expires_at > now())
     UNION ALL SELECT 1 FROM error_report_token WHERE id = $1 AND expires_at > now()
     UNION ALL SELECT 1 FROM contact_invitation_token WHERE id = $1 AND expires_at > now()
     UNION ALL SELECT 1 FROM staff_token WHERE id = $1 AND expires_at > now() AND used_at IS NULL`,
    [tokenId],
  );
  return rows.length > 0;
}
