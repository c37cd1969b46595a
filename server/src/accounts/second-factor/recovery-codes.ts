import { createHmac } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { newCode } from '../../platform/text/tokens.js';
import { limits } from '../../platform/config/limits.js';
import { deriveKey } from '../../platform/database/secret.js';

/**
 * Creates a new set of recovery codes and invalidates the previous one.
 * @returns the codes, to be shown only once, because only their hashes are stored.
 */
export async function renewRecoveryCodes(
  manager: EntityManager,
  secret: string,
  staffId: string,
): Promise<string[]> {
  const codes = Array.from({ length: limits.recoveryCodes }, () =>
    newCode(limits.recoveryCodeLength),
  );
  await manager.query('DELETE FROM staff_recovery_code WHERE staff_id = $1', [staffId]);
  await manager.query(
    'INSERT INTO staff_recovery_code (hash, staff_id) SELECT unnest($1::bytea[]), $2',
    [codes.map((code) => codeHash(secret, staffId, code)), staffId],
  );
  return codes.map((code) => code.replace(/(.{4})(?=.)/g, '$1-'));
}

/**
 * Marks a code as used.
 * @returns false when it does not belong to this colleague or was used already.
 */
export async function useRecoveryCode(
  manager: EntityManager,
  secret: string,
  staffId: string,
  typed: string,
): Promise<boolean> {
  const code = typed.toUpperCase().replace(/[^A-Z0-9]/g, '');
  const [, used] = await manager.query<[unknown, number]>(
    'UPDATE staff_recovery_code SET used_at = now() WHERE hash = $1 AND staff_id = $2 AND ' +
      'used_at IS NULL',
    [codeHash(secret, staffId, code), staffId],
  );
  return used === 1;
}

export async function recoveryCodesLeft(manager: EntityManager, staffId: string): Promise<number> {
  const [row] = await manager.query<{ count: number }[]>(
    'SELECT count(*)::int AS count FROM staff_recovery_code WHERE staff_id = $1 AND used_at ' +
      'IS NULL',
    [staffId],
  );
  return row!.count;
}

/** Keyed, so that a copy of the database alone does not allow guessing. */
function codeHash(secret: string, staffId: string, code: string): Buffer {
  return createHmac('sha256', deriveKey(secret, 'recovery code'))
    .update(`${staffId} ${code}`)
    .digest();
}
