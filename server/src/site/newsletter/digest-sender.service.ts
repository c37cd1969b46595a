import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import { Digest } from './digest.entity.js';

interface Step {
  taken: number;
  written: number;
  reached: string | null;
}

/**
 * Queues a digest's mails in batches. Each transaction also records how far the digest got, and the
 * table refuses a second mail of the same letter to one subscriber, so nobody gets it twice,
 * whatever stops, pauses or runs twice (RL19).
 */
@Injectable()
export class DigestSender {
  /**
   * Queues as many batches as one run may take.
   * @returns how many mails were queued.
   */
  async run(manager: EntityManager, batches: number = limits.digestBatchesPerRun): Promise<number> {
    const digest = await manager
      .createQueryBuilder(Digest, 'digest')
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .where(`digest.state = 'sending'`)
      .getOne();
    if (!digest) return 0;
    const before = digest.readers;
    for (let batch = 0; batch < batches && digest.state === 'sending'; batch += 1) {
      const { taken, written, reached } = await this.step(manager, digest);
      digest.reached = reached ?? digest.reached;
      digest.readers += written;
      if (taken < limits.digestBatch) digest.state = 'sent';
    }
    digest.version += digest.state === 'sent' ? 1 : 0;
    await manager.save(digest);
    return digest.readers - before;
  }

  /**
   * The next subscribers in id order; anyone who confirms after sending begins gets the next
   * digest.
   */
  private async step(manager: EntityManager, digest: Digest): Promise<Step> {
    const [step] = await manager.query<Step[]>(
      `WITH readers AS (
         SELECT s.id, s.email, s.language, t.id AS token FROM subscriber s
         CROSS JOIN LATERAL (SELECT id FROM subscriber_token WHERE subscriber_id = s.id
           AND purpose = 'newsletter_unsubscribe' ORDER BY created_at DESC LIMIT 1) t
         WHERE s.newsletter AND s.confirmed_at <= $1
           AND ($2::uuid IS NULL OR s.id > $2) ORDER BY s.id
           LIMIT ${limits.digestBatch}),
       written AS (
         INSERT INTO outbox (id, recipient, language, template, data, letter_id, subscriber_id)
         SELECT gen_random_uuid(), email, language, 'newsletter_digest',
                jsonb_build_object('path', '/' || language || '/newsletter/leave', 'tokenId', token,
                  'tokenPurpose', 'newsletter_unsubscribe'),
                CASE language WHEN 'fr' THEN $4::uuid ELSE $3::uuid END, id
         FROM readers ON CONFLICT (subscriber_id, letter_id) DO NOTHING RETURNING 1)
       SELECT (SELECT count(*)::int FROM readers) AS taken,
         (SELECT count(*)::int FROM written) AS written,
              (SELECT id FROM readers ORDER BY id DESC LIMIT 1) AS reached`,
      [digest.until, digest.reached, digest.letterEn, digest.letterFr],
    );
    return step!;
  }
}
