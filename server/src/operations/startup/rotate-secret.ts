import { createHmac } from 'node:crypto';
import type pg from 'pg';
import { deriveToken, hashToken } from '../../platform/text/tokens.js';
import { ConfigError } from '../../platform/config/config.js';
import { openTotp, sealTotp } from '../../accounts/second-factor/totp.js';
import { renewLeavingLinks } from './leaving-links.js';

/** The value to pass as the previous secret when that is lost. */
const lost = 'lost';

/** The tables that store the tokens of mailed links. */
const linkTables = [
  'submission_token',
  'staff_token',
  'subscriber_token',
  'error_report_token',
  'contact_invitation_token',
] as const;

/**
 * Rejects a secret that is neither this register's nor its successor, and changes nothing.
 * @throws ConfigError when the secret differs and the previous one is not given, because a mistyped
 *   secret would make everything that is encrypted unreadable.
 */
export async function checkSecret(
  owner: pg.Client,
  secret: string,
  previous: string,
): Promise<void> {
  const known = await knownFingerprint(owner);
  if (known === undefined || known === fingerprint(secret) || previous === lost) return;
  if (known !== fingerprint(previous))
    throw new ConfigError(
      'APP_SECRET is not the one this register was made with: correct it, or to change it ' +
        'give the one before as APP_SECRET_PREVIOUS (docs/operations.md).',
    );
}

/**
 * Changes a register to a new APP_SECRET: re-encrypts what the previous one protected, ends every
 * session and mailed link, and recreates the links of mails still in the queue. Does nothing if the
 * secret is unchanged.
 * @throws ConfigError as `checkSecret` does.
 */
export async function rotateSecret(
  owner: pg.Client,
  secret: string,
  previous: string,
): Promise<boolean> {
  await checkSecret(owner, secret, previous);
  const known = await knownFingerprint(owner);
  if (known === fingerprint(secret)) return false;
  await owner.query('BEGIN');
  if (known !== undefined) {
    await sealAnew(owner, secret, previous);
    await endSessionsAndLinks(owner, secret);
  }
  await owner.query(
    `INSERT INTO setting (key, value) VALUES ('secret', to_jsonb($1::text)) ON CONFLICT (key)
      DO UPDATE SET value = excluded.value`,
    [fingerprint(secret)],
  );
  await owner.query('COMMIT');
  return known !== undefined;
}

/** The secret that the register was made with; undefined before the first start. */
async function knownFingerprint(owner: pg.Client): Promise<string | undefined> {
  const { rows: made } = await owner.query(`SELECT WHERE to_regclass('setting') IS NOT NULL`);
  if (made.length === 0) return undefined;
  const { rows } = await owner.query<{ value: string }>(
    `SELECT value #>> '{}' AS value FROM setting WHERE key = 'secret'`,
  );
  return rows[0]?.value;
}

/** Identifies a secret without revealing it. */
function fingerprint(secret: string): string {
  return createHmac('sha256', secret).update('fingerprint').digest('hex').slice(0, 16);
}

/**
 * Authenticator apps keep working. Recovery codes are stored only as keyed hashes, so everyone has
 * to create new ones.
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
  await renewLeavingLinks(owner, secret);
  const { rows: waiting } = await owner.query<{ id: string; purpose: string }>(
    `SELECT data ->> 'tokenId' AS id, data ->> 'tokenPurpose' AS purpose FROM outbox
      WHERE state = 'queued' AND data ? 'tokenId'`,
  );
  await owner.query('DELETE FROM staff_session');
  await owner.query('DELETE FROM staff_token WHERE NOT id::text = ANY($1)', [
    waiting.map(({ id }) => id),
  ]);
  await owner.query('DELETE FROM submission_token WHERE NOT id::text = ANY($1)', [
    waiting.map(({ id }) => id),
  ]);
  await owner.query('DELETE FROM error_report_token WHERE NOT id::text = ANY($1)', [
    waiting.map(({ id }) => id),
  ]);
  await owner.query('DELETE FROM contact_invitation_token WHERE NOT id::text = ANY($1)', [
    waiting.map(({ id }) => id),
  ]);
  await owner.query(
    `DELETE FROM subscriber_token WHERE purpose IN ('newsletter_confirm', 'follow_confirm')
      AND NOT id::text = ANY($1)`,
    [waiting.map(({ id }) => id)],
  );
  for (const { id, purpose } of waiting)
    for (const table of linkTables)
      await owner.query(`UPDATE ${table} SET hash = $2 WHERE id::text = $1`, [
        id,
        hashToken(deriveToken(secret, purpose, id)),
      ]);
}
