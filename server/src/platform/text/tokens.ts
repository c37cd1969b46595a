import { createHash, createHmac, randomBytes, randomInt } from 'node:crypto';

/**
 * Omits the look-alikes 0/O, 1/I/L, 5/S, 8/B, U/V and all vowels: 24 letters that can be dictated
 * by telephone and spell no words.
 */
const alphabet = 'CDFGHJKMNPQRTVWXYZ234679';

/** A reference or public id of eight such letters (24^8, about 110 thousand million). */
export function newReference(): string {
  return newCode(8);
}

/** A code of this many letters, for people to type. */
export function newCode(length: number): string {
  return Array.from({ length }, () => alphabet[randomInt(alphabet.length)]).join('');
}

/** 256 random bits, for cookies. */
export function newToken(): string {
  return randomBytes(32).toString('base64url');
}

/** The hash of a token, the only form that the database stores. */
export function hashToken(token: string): Buffer {
  return createHash('sha256').update(token).digest();
}

/**
 * A token that can be derived again from the secret: the outbox holds only its id, the mail the
 * token, and the table its hash. The id is random (UUID v4), so the token cannot be guessed; the
 * purpose is part of it.
 */
export function deriveToken(secret: string, purpose: string, id: string): string {
  return createHmac('sha256', secret).update(`token ${purpose} ${id}`).digest('base64url');
}
