import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { clockInStrasbourg } from '../../../../contract/clock.js';
import type { Language } from '../../../../contract/languages.js';
import { limits } from '../../platform/config/limits.js';
import { Letter } from '../../platform/mail/letter.entity.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import {
  followedSignatory,
  thingColumns,
  thingJoin,
  type FollowedThing,
} from './followed-things.js';
import { followLetter, type FollowedChange } from './follow-letter.js';

interface Round {
  begunAt: Date;
  toSeq: string;
  reached: string | null;
}
interface Follower {
  id: string;
  email: string;
  language: Language;
  token: string;
}

/** Whether a change belongs to a follow `f`; demonstration data only where followed itself. */
const belongs = `CASE f.kind
  WHEN 'signatory' THEN s.public_id = ${followedSignatory}
  WHEN 'country' THEN NOT s.demo AND s.country_code = f.key
  ELSE NOT s.demo AND EXISTS (SELECT 1 FROM public_pledge p
    WHERE p.signatory_id = s.id AND p.action_code = f.key) END`;

/**
 * Sends each follower the changes, at most once a week. The transaction that queues the mail also
 * saves the last event in it for each follow: no event is sent twice or left out, even if a run
 * stops, pauses or is repeated. The content is taken only from the public views.
 */
@Injectable()
export class FollowSender {
  constructor(private readonly outbox: OutboxService) {}

  /** @returns how many mails were queued. */
  async run(manager: EntityManager, now: Date): Promise<number> {
    await this.begin(manager, now);
    const [round] = await manager.query<Round[]>(
      `SELECT begun_at AS "begunAt", to_seq::text AS "toSeq", reached FROM follow_round
       WHERE done_at IS NULL FOR UPDATE SKIP LOCKED`,
    );
    if (!round) return 0;
    let mails = 0;
    for (let batch = 0; batch < limits.followBatchesPerRun; batch += 1) {
      const followers = await this.followers(manager, round.reached);
      for (const follower of followers)
        if (await this.write(manager, follower, round.toSeq)) mails += 1;
      round.reached = followers.at(-1)?.id ?? round.reached;
      if (followers.length < limits.followBatch) {
        await this.keep(manager, round, mails, now);
        return mails;
      }
    }
    await this.keep(manager, round, mails, null);
    return mails;
  }

  /** A round begins a week after the one before, in the morning in Strasbourg. */
  private async begin(manager: EntityManager, now: Date): Promise<void> {
    const hour = new Date(clockInStrasbourg(now.getTime())).getUTCHours();
    if (hour < limits.staffLetters.hour) return;
    await manager.query(
      `INSERT INTO follow_round (begun_at, to_seq)
       SELECT $1::timestamptz, (SELECT seq FROM event_head) WHERE NOT EXISTS (
         SELECT 1 FROM follow_round WHERE done_at IS NULL
           OR begun_at > $1::timestamptz - make_interval(days => $2)) ON CONFLICT DO NOTHING`,
      [now, limits.followDays],
    );
  }

  /**
   * The next followers in order of their ids, locked: a reader who unsubscribes meanwhile has to
   * wait, or gets no letter. A mailbox that recently did not exist (RFC 3463, 5.1.x), or refused
   * two letters, gets no more; our own outages do not count.
   */
  private followers(manager: EntityManager, reached: string | null): Promise<Follower[]> {
    return manager.query<Follower[]>(
      `SELECT s.id, s.email, f.language, t.id AS token FROM subscriber s
         CROSS JOIN LATERAL (SELECT language FROM follow WHERE subscriber_id = s.id
           AND confirmed_at IS NOT NULL ORDER BY confirmed_at DESC, id DESC LIMIT 1) f
         CROSS JOIN LATERAL (SELECT id FROM subscriber_token WHERE subscriber_id = s.id
           AND purpose = 'follow_manage' ORDER BY created_at DESC LIMIT 1) t
       WHERE s.confirmed_at IS NOT NULL AND ($1::uuid IS NULL OR s.id > $1)
         AND NOT EXISTS (SELECT 1 FROM outbox o LEFT JOIN mail_attempt a
             ON a.mail_id = o.id AND a.outcome = 'refused' AND o.state = 'dead'
           WHERE o.subscriber_id = s.id AND o.template = 'follow_digest'
             AND o.created_at > now() - make_interval(days => ${limits.followSilenceDays})
           HAVING bool_or(o.returned_status LIKE '5.1.%' OR a.enhanced_code LIKE '5.1.%')
             OR count(DISTINCT a.mail_id) > 1)
       ORDER BY s.id LIMIT ${limits.followBatch} FOR UPDATE OF s`,
      [reached],
    );
  }

  private async write(manager: EntityManager, follower: Follower, toSeq: string) {
    const things = await manager.query<FollowedThing[]>(
      `SELECT ${thingColumns} FROM follow f ${thingJoin}
       WHERE f.subscriber_id = $1 AND f.confirmed_at IS NOT NULL
       ORDER BY array_position(ARRAY['signatory', 'country', 'action'], f.kind), f.confirmed_at`,
      [follower.id],
    );
    const changes = await this.changes(manager, follower.id, toSeq);
    await manager.query(
      `UPDATE follow SET from_seq = greatest(from_seq, $2::bigint)
        WHERE subscriber_id = $1 AND confirmed_at IS NOT NULL`,
      [follower.id, toSeq],
    );
    const letter = followLetter(follower.language, things, changes);
    if (!letter) return false;
    const letterId = uuidv7();
    await manager.insert(Letter, { id: letterId, ...letter });
    return this.outbox.add(manager, {
      recipient: follower.email,
      language: follower.language,
      template: 'follow_digest',
      data: {
        path: `/${follower.language}/follow/manage`,
        tokenId: follower.token,
        tokenPurpose: 'follow_manage',
      },
      submissionId: null,
      letterId,
      subscriberId: follower.id,
    });
  }

  /** The newest of each follow, those of signatories first. */
  private changes(
    manager: EntityManager,
    subscriberId: string,
    toSeq: string,
  ): Promise<FollowedChange[]> {
    return manager.query<FollowedChange[]>(
      `SELECT f.id AS "followId", c.*
       FROM follow f CROSS JOIN LATERAL (
         SELECT c.seq::text AS seq, c.change, s.public_id AS "publicId", s.gone,
           json_build_object('official', s.name_official, 'officialLanguage',
             s.name_official_language, 'en', s.name_en, 'fr', s.name_fr) AS names
         FROM public_change c JOIN public_changed_signatory s USING (public_id)
         WHERE c.seq > f.from_seq AND c.seq <= $2 AND ${belongs}
         ORDER BY c.seq DESC LIMIT ${limits.followLines}) c
       WHERE f.subscriber_id = $1 AND f.confirmed_at IS NOT NULL
       ORDER BY array_position(ARRAY['signatory', 'country', 'action'], f.kind),
         f.confirmed_at, c.seq::bigint DESC`,
      [subscriberId, toSeq],
    );
  }

  private async keep(
    manager: EntityManager,
    { begunAt, reached }: Round,
    mails: number,
    doneAt: Date | null,
  ): Promise<void> {
    await manager.query(
      `UPDATE follow_round SET reached = $2, mails = mails + $3, done_at = $4
        WHERE begun_at = $1`,
      [begunAt, reached, mails, doneAt],
    );
  }
}
