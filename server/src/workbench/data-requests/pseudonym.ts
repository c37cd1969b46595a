import { createHmac } from 'node:crypto';

/**
 * A stable pseudonym for a person. Without the installation's secret nobody can find the person,
 * not even by trying addresses.
 */
export function pseudonymOf(secret: string, email: string): string {
  return createHmac('sha256', secret).update(`person ${email}`).digest('hex').slice(0, 16);
}
