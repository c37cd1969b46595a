import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { generateSecret, generateURI, verifySync } from 'otplib';
import { deriveKey } from '../../platform/database/secret.js';

const period = 30;

/** A new secret for an authenticator app, as base32 for typing and as a URL for its QR code. */
export function newTotp(email: string): { secret: string; uri: string } {
  const secret = generateSecret();
  return { secret, uri: generateURI({ issuer: 'Register of the Pact', label: email, secret }) };
}

/**
 * The time step of a code: the current one or a neighbour, to tolerate clock drift, and later than
 * the last one used.
 * @returns null for every other code.
 */
export function stepOfCode(secret: string, code: string, lastStep: string | null): number | null {
  if (!/^\d{6}$/.test(code)) return null;
  const result = verifySync({
    secret,
    token: code,
    epochTolerance: period,
    ...(lastStep === null ? {} : { afterTimeStep: Number(lastStep) }),
  });
  return result.valid && 'timeStep' in result ? result.timeStep : null;
}

/**
 * Encrypts the secret for storage. It cannot be read without the installation's key nor reused in
 * another colleague's row (AES-256-GCM).
 */
export function sealTotp(key: string, staffId: string, secret: string): Buffer {
  const iv = randomBytes(12);
  const cipher = createCipheriv('aes-256-gcm', sealingKey(key), iv).setAAD(Buffer.from(staffId));
  return Buffer.concat([iv, cipher.update(secret, 'utf8'), cipher.final(), cipher.getAuthTag()]);
}

export function openTotp(key: string, staffId: string, sealed: Buffer): string {
  const decipher = createDecipheriv('aes-256-gcm', sealingKey(key), sealed.subarray(0, 12))
    .setAAD(Buffer.from(staffId))
    .setAuthTag(sealed.subarray(-16));
  return Buffer.concat([decipher.update(sealed.subarray(12, -16)), decipher.final()]).toString(
    'utf8',
  );
}

function sealingKey(secret: string): Buffer {
  return Buffer.from(deriveKey(secret, 'second factor'), 'base64url');
}
