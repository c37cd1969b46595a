import { randomUUID } from 'node:crypto';
import type pg from 'pg';
import { deriveToken, hashToken } from '../../platform/text/tokens.js';

/** Unsubscribe links, which work as long as there is a subscription. */
const purposes = ['newsletter_unsubscribe', 'follow_manage'];
const perStatement = 1000;

interface Leaving {
  id: string;
  hash: Buffer;
  subscriberId: string;
  purpose: string;
}

/**
 * Gives each reader a second unsubscribe link, made with the new secret, and puts it into the mails
 * that are still queued. Earlier links are kept, so that those in old letters still work. New
 * letters use the newest.
 */
export async function renewLeavingLinks(owner: pg.Client, secret: string): Promise<void> {
  const { rows } = await owner.query<{ subscriberId: string; purpose: string }>(
    `SELECT DISTINCT subscriber_id AS "subscriberId", purpose FROM subscriber_token
      WHERE purpose = ANY($1)`,
    [purposes],
  );
  for (let first = 0; first < rows.length; first += perStatement)
    await renew(
      owner,
      rows.slice(first, first + perStatement).map(({ subscriberId, purpose }) => {
        const id = randomUUID();
        const hash = hashToken(deriveToken(secret, purpose, id));
        return { id, hash, subscriberId, purpose };
      }),
    );
}

/** Includes failed mails, because they can be sent again. */
async function renew(owner: pg.Client, links: readonly Leaving[]): Promise<void> {
  await owner.query(
    `WITH renewed AS (
       INSERT INTO subscriber_token (id, hash, subscriber_id, purpose)
       SELECT * FROM unnest($1::uuid[], $2::bytea[], $3::uuid[], $4::text[])
       RETURNING id, subscriber_id, purpose)
     UPDATE outbox o SET data = o.data || jsonb_build_object('tokenId', r.id)
       FROM renewed r WHERE o.state <> 'sent' AND o.subscriber_id = r.subscriber_id
         AND o.data ->> 'tokenPurpose' = r.purpose`,
    [
      links.map(({ id }) => id),
      links.map(({ hash }) => hash),
      links.map(({ subscriberId }) => subscriberId),
      links.map(({ purpose }) => purpose),
    ],
  );
}
