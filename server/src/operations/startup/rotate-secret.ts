import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { deriveToken, hashToken } from '../../platform/text/tokens.js';
import { ConfigError } from '../../platform/config/config.js';
import { openTotp, sealTotp } from '../../accounts/second-factor/totp.js';

/** Said instead of the secret before, when nobody has it any more. */
const lost = 'lost';

/** The tables of links, each with the purposes of a mail's link that it holds. */
const linkTables = ['submission_token', 'staff_token', 'subscriber_token'] as const;

/**
 * Lets a register go over to another APP_SECRET: what was sealed with the one before is sealed
 * anew, every session and mailed link ends, and links in mails that have not left yet are made with
 * the new one. Does nothing while the secret is the same.
 * @throws ConfigError when the secret is another one and the one before is not given: with a
 *   mistyped secret nothing would open any more.
 */
export async function rotateSecret(
  owner: pg.Client,
  secret: string,
  previous: string,
): Promise<boolean> {
  const { rows } = await owner.query<{ value: string }>(
    `SELECT value #>> '{}' AS value FROM setting WHERE key = 'secret'`,
  );
  const known = rows[0]?.value;
  if (known === fingerprint(secret)) return false;
  if (known !== undefined && previous !== lost && known !== fingerprint(previous))
    throw new ConfigError(
      'APP_SECRET is not the one this register was made with: correct it, or to change it give the one before as APP_SECRET_PREVIOUS (docs/operations.md).',
    );
  await owner.query('BEGIN');
  if (known !== undefined) {
    await sealAnew(owner, secret, previous);
    await endSessionsAndLinks(owner, secret);
  }
  await owner.query(
    `INSERT INTO setting (key, value) VALUES ('secret', to_jsonb($1::text)) ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
    [fingerprint(secret)],
  );
  await owner.query('COMMIT');
  return known !== undefined;
}

/** Tells one secret from another, and nothing of either. */
function fingerprint(secret: string): string {
  return createHmac('sha256', secret).update('fingerprint').digest('hex').slice(0, 16);
}

/**
 * Authenticator apps go on. Recovery codes are kept as keyed hashes only, so everybody makes new
 * ones.
 */
async function sealAnew(owner: pg.Client, secret: string, previous: string): Promise<void> {
  const { rows } = await owner.query<{ id: string; sealed: Buffer }>(
    'SELECT id, totp_secret AS sealed FROM staff WHERE totp_secret IS NOT NULL',
  );
  for (const { id, sealed } of rows) {
    const again = previous === lost ? null : sealTotp(secret, id, openTotp(previous, id, sealed));
    await owner.query('UPDATE staff SET totp_secret = $2, totp_last_step = NULL WHERE id = $1', [
      id,
      again,
    ]);
  }
  await owner.query('DELETE FROM staff_recovery_code');
}

async function endSessionsAndLinks(owner: pg.Client, secret: string): Promise<void> {
  const { rows: waiting } = await owner.query<{ id: string; purpose: string }>(
    `SELECT data ->> 'tokenId' AS id, data ->> 'tokenPurpose' AS purpose FROM outbox WHERE state = 'queued' AND data ? 'tokenId'`,
  );
  await owner.query('DELETE FROM staff_session');
  await owner.query('DELETE FROM staff_token WHERE NOT id::text = ANY($1)', [
    waiting.map(({ id }) => id),
  ]);
  await owner.query('DELETE FROM submission_token WHERE NOT id::text = ANY($1)', [
    waiting.map(({ id }) => id),
  ]);
  // Who leaves the newsletter by an old mail may do so: those links stay.
  await owner.query(
    `DELETE FROM subscriber_token WHERE purpose = 'newsletter_confirm' AND NOT id::text = ANY($1)`,
    [waiting.map(({ id }) => id)],
  );
  for (const { id, purpose } of waiting)
    for (const table of linkTables)
      await owner.query(`UPDATE ${table} SET hash = $2 WHERE id::text = $1`, [
        id,
        hashToken(deriveToken(secret, purpose, id)),
      ]);
}
