import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { officialFor, type Language } from '../../../../contract/languages.js';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { deriveToken, hashToken } from '../../platform/text/tokens.js';
import { limits } from '../../platform/config/limits.js';
import type { EventAction } from '../../platform/events/event-actions.js';
import { EventsService, system } from '../../platform/events/events.service.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';

type Purpose = 'newsletter_confirm' | 'newsletter_unsubscribe';
interface Subscriber {
  id: string;
  confirmed: boolean;
}

/**
 * Subscribing by double opt-in and unsubscribing with one click. The response is the same whether
 * or not the address is known; only the owner of the mailbox learns which. Unsubscribing deletes
 * everything, including the address (decision 0022).
 */
@Injectable()
export class SubscriptionsService {
  constructor(
    private readonly database: DataSource,
    private readonly context: AppContext,
    private readonly rates: RateLimits,
    private readonly outbox: OutboxService,
    private readonly events: EventsService,
  ) {}

  /**
   * @throws Problem 429 when there were too many requests from one network, or mails to one
   *   address.
   */
  async ask(address: string, language: Language, ip: string): Promise<void> {
    const email = address.toLowerCase();
    await this.rates.useFrom('newsletter', limits.newsletterSignUpsPerAddress, ip);
    await this.database.transaction(async (manager) => {
      const subscriber = await this.findOrAdd(manager, email, language);
      const purpose = subscriber.confirmed ? 'newsletter_unsubscribe' : 'newsletter_confirm';
      const page = subscriber.confirmed ? 'leave' : 'confirm';
      await this.outbox.addOrRefuse(manager, {
        recipient: email,
        language,
        template: subscriber.confirmed ? 'newsletter_known' : 'newsletter_confirm',
        data: {
          path: `/${language}/newsletter/${page}`,
          tokenId: await this.issue(manager, subscriber.id, purpose),
          tokenPurpose: purpose,
        },
        submissionId: null,
        subscriberId: subscriber.id,
      });
    });
  }

  /**
   * Confirms the address; confirming twice is harmless.
   * @throws Problem 410 when the link is unknown, used or expired.
   */
  async confirm(token: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const id = await this.subscriberOf(manager, token, 'newsletter_confirm');
      if (!id) throw new Problem(410, 'link-does-not-work', 'This link no longer works.');
      const [, confirmed] = await manager.query<[unknown, number]>(
        `UPDATE subscriber SET confirmed_at = coalesce(confirmed_at, now()), newsletter = true
          WHERE id = $1 AND (confirmed_at IS NULL OR NOT newsletter)`,
        [id],
      );
      if (confirmed === 0) return;
      await this.issue(manager, id, 'newsletter_unsubscribe');
      await this.record(manager, 'subscriber.confirm', id);
    });
  }

  /**
   * Deletes the subscriber with all tokens and mails. Using the link again finds nobody and still
   * succeeds.
   */
  async leave(token: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const id = await this.subscriberOf(manager, token, 'newsletter_unsubscribe');
      if (!id) return;
      await this.forget(manager, id);
      await this.record(manager, 'subscriber.leave', id);
    });
  }

  /** If the subscriber follows something by mail, the address stays for that alone. */
  private async forget(manager: EntityManager, id: string): Promise<void> {
    const [, stays] = await manager.query<[unknown, number]>(
      `UPDATE subscriber s SET newsletter = false WHERE id = $1 AND EXISTS (
         SELECT 1 FROM follow f WHERE f.subscriber_id = s.id AND f.confirmed_at IS NOT NULL)`,
      [id],
    );
    if (stays === 0) {
      await manager.query('DELETE FROM subscriber WHERE id = $1', [id]);
      return;
    }
    for (const table of ['outbox WHERE template', 'subscriber_token WHERE purpose'])
      await manager.query(`DELETE FROM ${table} LIKE 'newsletter_%' AND subscriber_id = $1`, [id]);
  }

  /**
   * Deletes subscribers who did not confirm in time.
   * @returns how many.
   */
  async forgetUnconfirmed(manager: EntityManager): Promise<number> {
    const [, forgotten] = await manager.query<[unknown, number]>(
      'DELETE FROM subscriber WHERE confirmed_at IS NULL AND created_at < now() - ' +
        'make_interval(days => $1)',
      [limits.unconfirmedSubscriberDays],
    );
    return forgotten;
  }

  /**
   * Another request restarts the seven days. News is written only in the official languages, so the
   * subscriber gets the one closest to the language of the page.
   */
  private async findOrAdd(
    manager: EntityManager,
    email: string,
    language: Language,
  ): Promise<Subscriber> {
    const [subscriber] = await manager.query<Subscriber[]>(
      `INSERT INTO subscriber AS s (id, email, language, newsletter) VALUES ($1, $2, $3, false)
       ON CONFLICT (email) DO UPDATE SET
         language = CASE WHEN s.confirmed_at IS NULL OR NOT s.newsletter THEN excluded.language
           ELSE s.language END,
         created_at = CASE WHEN s.confirmed_at IS NULL THEN now() ELSE s.created_at END
       RETURNING id, confirmed_at IS NOT NULL AND newsletter AS confirmed`,
      [uuidv7(), email, officialFor(language)],
    );
    return subscriber!;
  }

  /**
   * Issues a token for this subscriber and returns its id; an unsubscribe link is valid as long as
   * the subscription.
   */
  private async issue(
    manager: EntityManager,
    subscriberId: string,
    purpose: Purpose,
  ): Promise<string> {
    const id = randomUUID();
    const days = purpose === 'newsletter_confirm' ? limits.unconfirmedSubscriberDays : null;
    await manager.query(
      `INSERT INTO subscriber_token (id, subscriber_id, purpose, hash, expires_at)
        VALUES ($1, $2, $3, $4, now() + make_interval(days => $5::int))`,
      [id, subscriberId, purpose, hashToken(deriveToken(this.context.secret, purpose, id)), days],
    );
    return id;
  }

  private async subscriberOf(
    manager: EntityManager,
    token: string,
    purpose: Purpose,
  ): Promise<string | null> {
    const [found] = await manager.query<{ id: string }[]>(
      `SELECT s.id FROM subscriber_token t JOIN subscriber s ON s.id = t.subscriber_id
       WHERE t.hash = $1 AND t.purpose = $2
         AND (t.expires_at IS NULL OR t.expires_at > now()) FOR UPDATE OF s`,
      [hashToken(token), purpose],
    );
    return found?.id ?? null;
  }

  private record(manager: EntityManager, action: EventAction, id: string): Promise<void> {
    return this.events.append(manager, {
      actor: system,
      action,
      subject: { kind: 'subscriber', id },
    });
  }
}
