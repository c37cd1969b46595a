import type { EntityManager } from 'typeorm';
import { randomUUID } from 'node:crypto';
import type { AppContext } from '../database/app-context.js';
import { limits } from '../config/limits.js';
import { deriveToken, hashToken } from '../text/tokens.js';

/** The purpose of the tokens in reply addresses. */
export const replyPurpose = 'reply';

/** Mail servers may change the case of a local part, so the token uses lower case only. */
const alphabet = 'abcdefghijklmnopqrstuvwxyz234567';

/** Bytes in 32 letters that do not depend on case (RFC 4648, in lower case and unpadded). */
export function base32(bytes: Uint8Array): string {
  const bits = [...bytes].map((byte) => byte.toString(2).padStart(8, '0')).join('');
  return (bits.match(/.{1,5}/g) ?? [])
    .map((five) => alphabet[Number.parseInt(five.padEnd(5, '0'), 2)])
    .join('');
}

/** @returns null for a text that `base32` cannot have produced. */
export function fromBase32(text: string): Buffer | null {
  const letters = [...text.toLowerCase()].map((letter) => alphabet.indexOf(letter));
  if (letters.includes(-1)) return null;
  const bits = letters.map((value) => value.toString(2).padStart(5, '0')).join('');
  const bytes = bits.match(/.{8}/g) ?? [];
  return Buffer.from(bytes.map((eight) => Number.parseInt(eight, 2)));
}

/** `cases@town.example` with a token: `cases+token@town.example`. */
function addressWith(configured: string, bytes: Buffer): string {
  const at = configured.lastIndexOf('@');
  return `${configured.slice(0, at)}+${base32(bytes)}${configured.slice(at)}`;
}

/** The part after the `+` of one of our addresses; null for every other address. */
function bytesIn(configured: string, address: string): Buffer | null {
  const at = configured.lastIndexOf('@');
  const start = `${configured.slice(0, at)}+`.toLowerCase();
  const end = configured.slice(at).toLowerCase();
  const given = address.toLowerCase();
  if (!given.startsWith(start) || !given.endsWith(end)) return null;
  return fromBase32(given.slice(start.length, given.length - end.length));
}

/** The token of a case in the address of an answer. */
export function tokenIn(configured: string, address: string): string | null {
  const bytes = bytesIn(configured, address);
  return bytes?.length === 32 ? bytes.toString('base64url') : null;
}

/** The reply address of a mail. */
export function replyAddress({ config, secret }: AppContext, tokenId: string): string {
  const token = deriveToken(secret, replyPurpose, tokenId);
  return addressWith(config.REPLY_ADDRESS, Buffer.from(token, 'base64url'));
}

/**
 * The token that links replies to a case, created with the case's first mail. It grants nothing
 * else, and only the current contact gets it. Each mail renews its expiry. A closed case accepts no
 * replies.
 * @param recipient of the mail.
 * @returns its id; null for a case whose address is not proven, and for any other recipient.
 */
export async function replyTokenOf(
  manager: EntityManager,
  { secret }: AppContext,
  { submissionId, recipient }: { submissionId: string; recipient: string },
): Promise<string | null> {
  const isContact = `s.id = $1 AND s.confirmed_at IS NOT NULL
    AND lower(s.contact_email) = lower($2)`;
  const expiry = `now() + interval '${limits.replyDays} days'`;
  const [[known]] = await manager.query<[{ id: string }[], number]>(
    `UPDATE submission_token t SET expires_at = ${expiry} FROM submission s
     WHERE t.submission_id = s.id AND t.purpose = '${replyPurpose}' AND ${isContact}
     RETURNING t.id`,
    [submissionId, recipient],
  );
  if (known) return known.id;
  const id = randomUUID();
  // The lock waits for a hand-over in progress, so that the condition sees its result.
  const made = await manager.query<unknown[]>(
    `INSERT INTO submission_token (id, hash, purpose, submission_id, expires_at)
     SELECT $3, $4, '${replyPurpose}', s.id, ${expiry} FROM submission s
     WHERE ${isContact} FOR SHARE RETURNING id`,
    [submissionId, recipient, id, hashToken(deriveToken(secret, replyPurpose, id))],
  );
  return made.length > 0 ? id : null;
}

/** Seals a mail's id, so that nobody else can report the mail as bounced. */
const sealOf = (secret: string, mailId: string) =>
  Buffer.from(deriveToken(secret, 'returned', mailId), 'base64url').subarray(0, 12);

/** The return path of one mail: where mail servers report that it cannot be delivered. */
export function returnAddress({ config, secret }: AppContext, mailId: string): string {
  const id = Buffer.from(mailId.replaceAll('-', ''), 'hex');
  return addressWith(config.REPLY_ADDRESS, Buffer.concat([id, sealOf(secret, mailId)]));
}

/** The mail that has this return path; null for any other address. */
export function returnedMail({ config, secret }: AppContext, address: string): string | null {
  const bytes = bytesIn(config.REPLY_ADDRESS, address);
  if (bytes?.length !== 28) return null;
  const parts = /^(.{8})(.{4})(.{4})(.{4})(.{12})$/.exec(bytes.toString('hex', 0, 16))!;
  const mailId = parts.slice(1).join('-');
  return bytes.subarray(16).equals(sealOf(secret, mailId)) ? mailId : null;
}
