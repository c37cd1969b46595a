import { createHash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { hashToken } from '../../platform/text/tokens.js';

/** The result of a call with a key. */
export interface Made {
  submissionId: string;
  tokenId: string;
}

/**
 * Remembers what a call with an Idempotency-Key created, so that a repeated call creates nothing
 * new. Only the key's hash is stored.
 */
@Injectable()
export class IdempotencyKeysService {
  /**
   * The earlier result of the key, or null for a new key, which is then locked until the
   * transaction ends.
   * @throws Problem 409 while another call with the key runs, 422 when it was used for a different
   *   request.
   */
  async find(manager: EntityManager, key: string, request: object): Promise<Made | null> {
    const hash = hashToken(key);
    const [lock] = await manager.query<{ mine: boolean }[]>(
      'SELECT pg_try_advisory_xact_lock($1) AS mine',
      [hash.readBigInt64BE().toString()],
    );
    if (!lock!.mine)
      throw new Problem(
        409,
        'idempotency-key-in-use',
        'A call with this Idempotency-Key is running. Try again in a moment.',
      );
    const [made] = await manager.query<(Made & { fingerprint: Buffer })[]>(
      `SELECT fingerprint, submission_id AS "submissionId", token_id AS "tokenId"
        FROM idempotency_key WHERE hash = $1`,
      [hash],
    );
    if (!made) return null;
    if (!made.fingerprint.equals(fingerprint(request))) {
      throw new Problem(
        422,
        'idempotency-key-reused',
        'This Idempotency-Key was used for another request. Take a new one.',
      );
    }
    return made;
  }

  async remember(
    manager: EntityManager,
    key: string,
    request: object,
    { submissionId, tokenId }: Made,
  ): Promise<void> {
    await manager.query(
      `INSERT INTO idempotency_key (hash, fingerprint, submission_id, token_id)
        VALUES ($1, $2, $3, $4)`,
      [hashToken(key), fingerprint(request), submissionId, tokenId],
    );
  }
}

function fingerprint(request: object): Buffer {
  return createHash('sha256').update(JSON.stringify(request)).digest();
}
