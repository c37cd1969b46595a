import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import { EventsService } from '../../platform/events/events.service.js';
import { SubmissionTokensService } from '../submissions/submission-tokens.service.js';

const purpose = 'news_refusal';

/** SQL: whether this address has unsubscribed from news, in any of its cases. */
export const newsRefused = (address: string): string =>
  `EXISTS (SELECT 1 FROM news_refusal n WHERE n.email = lower(${address}))`;

/**
 * Contacts who have unsubscribed from news by mail. They still get mails about their endorsement.
 * Only the address that the link went to is unsubscribed: the next contact may want news.
 */
@Injectable()
export class NewsRefusals {
  constructor(
    private readonly database: DataSource,
    private readonly tokens: SubmissionTokensService,
    private readonly events: EventsService,
  ) {}

  /** A lock for queueing news and for unsubscribing, so that neither overtakes the other. */
  async lock(manager: EntityManager): Promise<void> {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtext('news to signatories'))`);
  }

  /** The values of a mail that make its unsubscribe link. */
  async link(
    manager: EntityManager,
    submissionId: string,
    address: string,
  ): Promise<{ tokenId: string; tokenPurpose: string }> {
    const hours = limits.newsLinkDays * 24;
    const data = { email: address.toLowerCase() };
    const { id } = await this.tokens.issue(manager, submissionId, purpose, hours, data);
    return { tokenId: id, tokenPurpose: purpose };
  }

  /**
   * Unsubscribes the address that the link went to. Queued news is not sent; a second press changes
   * nothing.
   * @returns whether the link still works.
   */
  async refuse(secret: string): Promise<boolean> {
    return this.database.transaction(async (manager) => {
      await this.lock(manager);
      const token = await this.tokens.find(manager, secret, purpose);
      const email = token?.data['email'];
      if (!token || !email) return false;
      const made = await manager.query<unknown[]>(
        `INSERT INTO news_refusal (submission_id, email) VALUES ($1, $2)
         ON CONFLICT DO NOTHING RETURNING 1`,
        [token.submissionId, email],
      );
      await this.takeBack(manager, email);
      if (made.length > 0)
        await this.events.append(manager, {
          actor: { kind: 'applicant', id: token.submissionId },
          action: 'news.refuse',
          subject: { kind: 'submission', id: token.submissionId },
        });
      return true;
    });
  }

  /** Deletes queued and failed news. A mail that the server may already have cannot be stopped. */
  private async takeBack(manager: EntityManager, email: string): Promise<void> {
    await manager.query(
      `WITH gone AS (DELETE FROM outbox WHERE template = 'signatory_news'
         AND lower(recipient) = $1 AND (state = 'dead' OR state = 'queued' AND handed_over = 0)
         RETURNING id)
       UPDATE mailing_recipient SET left_out = 'unsubscribed', queued_at = NULL
       WHERE mail_id IN (SELECT id FROM gone)`,
      [email],
    );
  }
}

/**
 * Deletes the refusals from letters about these cases, once their addresses are erased. If the
 * address is the contact of another case, the refusal moves to that case.
 */
export async function forgetRefusals(manager: EntityManager, cases: string[]): Promise<void> {
  await manager.query(
    `INSERT INTO news_refusal (submission_id, email, refused_at)
     SELECT DISTINCT ON (n.email) s.id, n.email, n.refused_at
     FROM news_refusal n JOIN submission s ON lower(s.contact_email) = n.email
     WHERE n.submission_id = ANY($1) AND s.id <> ALL($1)
     ORDER BY n.email, s.confirmed_at NULLS LAST, s.id
     ON CONFLICT DO NOTHING`,
    [cases],
  );
  await manager.query(`DELETE FROM news_refusal WHERE submission_id = ANY($1)`, [cases]);
}
