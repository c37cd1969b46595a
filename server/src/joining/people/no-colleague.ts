import type { EntityManager } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { mailboxOf } from '../../platform/mail/mailbox.js';

/** Whether a mailbox, however its address is spelled, belongs to a colleague of the Congress. */
export async function isColleague(manager: EntityManager, email: string): Promise<boolean> {
  const colleagues = await manager.query<{ email: string }[]>('SELECT email FROM staff');
  const mailbox = mailboxOf(email);
  return colleagues.some((colleague) => mailboxOf(colleague.email) === mailbox);
}

/**
 * A contact speaks for a town, so a colleague of the Congress cannot be one.
 * @throws Problem 409
 */
export async function requireNoColleague(manager: EntityManager, email: string): Promise<void> {
  if (await isColleague(manager, email))
    throw new Problem(
      409,
      'contact-is-colleague',
      'This address belongs to a colleague of the Congress.',
    );
}
