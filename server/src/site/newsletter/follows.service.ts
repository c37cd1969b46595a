import { randomUUID } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Followed } from '../../../../contract/follows.js';
import { officialFor, type Language } from '../../../../contract/languages.js';
import { AppContext } from '../../platform/database/app-context.js';
import { Problem } from '../../platform/http/problem.js';
import { RateLimits } from '../../platform/http/rate-limits.js';
import { deriveToken, hashToken } from '../../platform/text/tokens.js';
import { limits } from '../../platform/config/limits.js';
import { EventsService, system } from '../../platform/events/events.service.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import {
  canBeFollowed,
  labelOf,
  thingColumns,
  thingJoin,
  type FollowedThing,
} from './followed-things.js';

type Purpose = 'follow_confirm' | 'follow_manage';

/** Everything that an address follows. */
const isConfirmed = 'f.subscriber_id = $1 AND f.confirmed_at IS NOT NULL';

/**
 * Following by mail: double opt-in for each thing, and one link in each mail to see and stop it
 * all. Followers are subscribers, as readers of the newsletter are (decision 0080). The answer is
 * the same whether the address is known or not.
 */
@Injectable()
export class FollowsService {
  constructor(
    private readonly database: DataSource,
    private readonly context: AppContext,
    private readonly rates: RateLimits,
    private readonly outbox: OutboxService,
    private readonly events: EventsService,
  ) {}

  /**
   * @throws Problem 404 if it is not public, 429 when there were too many requests from one
   *   network, or mails to one address.
   */
  async ask(thing: Followed, address: string, language: Language, ip: string): Promise<void> {
    const email = address.toLowerCase();
    await this.rates.useFrom('follow', limits.followsPerAddress, ip);
    await this.database.transaction(async (manager) => {
      if (!(await canBeFollowed(manager, thing))) throw Problem.notFound();
      const subscriberId = await this.subscriber(manager, email, language);
      const follow = await this.findOrAdd(manager, subscriberId, thing, language);
      const purpose = follow.confirmed ? 'follow_manage' : 'follow_confirm';
      const named = await this.thing(manager, follow.id);
      await this.outbox.addOrRefuse(manager, {
        recipient: email,
        language,
        template: follow.confirmed ? 'follow_known' : 'follow_confirm',
        data: {
          thing: labelOf(language, named),
          path: `/${language}/follow/${follow.confirmed ? 'manage' : 'confirm'}`,
          tokenId: follow.confirmed
            ? await this.manageToken(manager, subscriberId)
            : await this.issue(manager, subscriberId, purpose, follow.id),
          tokenPurpose: purpose,
        },
        submissionId: null,
        subscriberId,
      });
    });
  }

  /**
   * Confirms one follow, and with it the address; confirming twice is harmless.
   * @throws Problem 410 when the link is unknown or expired, 409 when the address follows too much.
   */
  async confirm(token: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [found] = await manager.query<
        { subscriberId: string; followId: string; confirmed: boolean; follows: number }[]
      >(
        `SELECT s.id AS "subscriberId", f.id AS "followId", f.confirmed_at IS NOT NULL AS confirmed,
           (SELECT count(*)::int FROM follow o
             WHERE o.subscriber_id = s.id AND o.confirmed_at IS NOT NULL) AS follows
         FROM subscriber_token t JOIN subscriber s ON s.id = t.subscriber_id
           JOIN follow f ON f.id = t.follow_id
         WHERE t.hash = $1 AND t.purpose = 'follow_confirm' AND t.expires_at > now()
         FOR UPDATE OF s, f`,
        [hashToken(token)],
      );
      if (!found) throw new Problem(410, 'link-does-not-work', 'This link no longer works.');
      if (found.confirmed) return;
      if (found.follows >= limits.followsOfOne)
        throw new Problem(409, 'too-many-follows', 'This address follows too many pages.');
      await manager.query(
        `UPDATE follow SET confirmed_at = now(), from_seq = (SELECT seq FROM event_head)
          WHERE id = $1`,
        [found.followId],
      );
      await manager.query(
        'UPDATE subscriber SET confirmed_at = now() WHERE id = $1 AND confirmed_at IS NULL',
        [found.subscriberId],
      );
      await this.manageToken(manager, found.subscriberId);
      await this.record(manager, 'follow.start', found.subscriberId);
    });
  }

  /** All that the owner of this link follows; empty when the link is unknown. */
  async followed(token: string): Promise<FollowedThing[]> {
    const id = await this.subscriberOf(this.database.manager, token);
    if (!id) return [];
    return this.database.query<FollowedThing[]>(
      `SELECT ${thingColumns} FROM follow f ${thingJoin} WHERE ${isConfirmed}
       ORDER BY f.confirmed_at, f.id`,
      [id],
    );
  }

  /**
   * Stops one follow or all. The last one also deletes the queued mails and, unless it gets the
   * newsletter, the address. Stopping again finds nothing and still succeeds.
   * @param followId null for all.
   */
  async stop(token: string, followId: string | null): Promise<void> {
    await this.database.transaction(async (manager) => {
      const id = await this.subscriberOf(manager, token, 'FOR UPDATE OF s');
      if (!id) return;
      const [, stopped] = await manager.query<[unknown, number]>(
        'DELETE FROM follow WHERE subscriber_id = $1 AND ($2::uuid IS NULL OR id = $2)',
        [id, followId],
      );
      if (stopped > 0) await this.record(manager, 'follow.stop', id);
      const left = await manager.query<unknown[]>(
        'SELECT 1 FROM follow WHERE subscriber_id = $1 AND confirmed_at IS NOT NULL LIMIT 1',
        [id],
      );
      if (left.length > 0) return;
      await manager.query('DELETE FROM follow WHERE subscriber_id = $1', [id]);
      await manager.query(
        `DELETE FROM outbox WHERE subscriber_id = $1 AND state = 'queued'
          AND template LIKE 'follow_%'`,
        [id],
      );
      await manager.query('DELETE FROM subscriber WHERE id = $1 AND NOT newsletter', [id]);
    });
  }

  /** Deletes follows not confirmed in time, and addresses that are no longer needed. */
  async forgetUnconfirmed(manager: EntityManager): Promise<number> {
    const [, follows] = await manager.query<[unknown, number]>(
      `DELETE FROM follow WHERE confirmed_at IS NULL
        AND asked_at < now() - make_interval(days => $1)`,
      [limits.unconfirmedSubscriberDays],
    );
    await manager.query(
      `DELETE FROM subscriber s WHERE s.confirmed_at IS NOT NULL AND NOT s.newsletter
        AND NOT EXISTS (SELECT 1 FROM follow f WHERE f.subscriber_id = s.id)
        AND NOT EXISTS (SELECT 1 FROM subscriber_token t WHERE t.subscriber_id = s.id
          AND t.expires_at > now())`,
    );
    return follows;
  }

  /** Asking again restarts the retention of an unproven address. */
  private async subscriber(
    manager: EntityManager,
    email: string,
    language: Language,
  ): Promise<string> {
    const [row] = await manager.query<{ id: string }[]>(
      `INSERT INTO subscriber AS s (id, email, language, newsletter) VALUES ($1, $2, $3, false)
       ON CONFLICT (email) DO UPDATE SET
         created_at = CASE WHEN s.confirmed_at IS NULL THEN now() ELSE s.created_at END
       RETURNING id`,
      [uuidv7(), email, officialFor(language)],
    );
    return row!.id;
  }

  private async findOrAdd(
    manager: EntityManager,
    subscriberId: string,
    { kind, key }: Followed,
    language: Language,
  ): Promise<{ id: string; confirmed: boolean }> {
    const [row] = await manager.query<{ id: string; confirmed: boolean }[]>(
      `INSERT INTO follow AS f (id, subscriber_id, kind, key, language)
       VALUES ($1, $2, $3, $4, $5)
       ON CONFLICT (subscriber_id, kind, key) DO UPDATE SET
         language = CASE WHEN f.confirmed_at IS NULL THEN excluded.language ELSE f.language END,
         asked_at = CASE WHEN f.confirmed_at IS NULL THEN now() ELSE f.asked_at END
       RETURNING id, confirmed_at IS NOT NULL AS confirmed`,
      [uuidv7(), subscriberId, kind, key, language],
    );
    return row!;
  }

  private async thing(manager: EntityManager, followId: string): Promise<FollowedThing> {
    const [row] = await manager.query<FollowedThing[]>(
      `SELECT ${thingColumns} FROM follow f ${thingJoin} WHERE f.id = $1`,
      [followId],
    );
    return row!;
  }

  /**
   * The link by which a reader manages all follows; it works as long as there are any. After a
   * change of the secret, only the newest token can be made again.
   */
  private async manageToken(manager: EntityManager, subscriberId: string): Promise<string> {
    const [known] = await manager.query<{ id: string }[]>(
      `SELECT id FROM subscriber_token WHERE subscriber_id = $1 AND purpose = 'follow_manage'
       ORDER BY created_at DESC LIMIT 1`,
      [subscriberId],
    );
    return known?.id ?? this.issue(manager, subscriberId, 'follow_manage', null);
  }

  private async issue(
    manager: EntityManager,
    subscriberId: string,
    purpose: Purpose,
    followId: string | null,
  ): Promise<string> {
    const id = randomUUID();
    const days = purpose === 'follow_confirm' ? limits.unconfirmedSubscriberDays : null;
    await manager.query(
      `INSERT INTO subscriber_token (id, subscriber_id, purpose, hash, follow_id, expires_at)
        VALUES ($1, $2, $3, $4, $5, now() + make_interval(days => $6::int))`,
      [
        id,
        subscriberId,
        purpose,
        hashToken(deriveToken(this.context.secret, purpose, id)),
        followId,
        days,
      ],
    );
    return id;
  }

  private async subscriberOf(
    manager: EntityManager,
    token: string,
    lock = '',
  ): Promise<string | null> {
    const [found] = await manager.query<{ id: string }[]>(
      `SELECT s.id FROM subscriber_token t JOIN subscriber s ON s.id = t.subscriber_id
       WHERE t.hash = $1 AND t.purpose = 'follow_manage' ${lock}`,
      [hashToken(token)],
    );
    return found?.id ?? null;
  }

  private record(
    manager: EntityManager,
    action: 'follow.start' | 'follow.stop',
    id: string,
  ): Promise<void> {
    return this.events.append(manager, {
      actor: system,
      action,
      subject: { kind: 'subscriber', id },
    });
  }
}
