import { createHmac } from 'node:crypto';

/**
 * The same person gets the same one; without the installation's secret nobody can tell whose it is,
 * not by trying addresses either.
 */
export function pseudonymOf(secret: string, email: string): string {
  return createHmac('sha256', secret).update(`person ${email}`).digest('hex').slice(0, 16);
}
