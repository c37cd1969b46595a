import type { EntityManager } from 'typeorm';
import type { MailTemplate } from './texts.js';

/**
 * Mails that the recipient has just requested, messages from a colleague to the contact, and the
 * notice of a hand-over to a contact. Every other mail about a case is automatic.
 */
const askedFor: readonly MailTemplate[] = [
  'confirm_email',
  'case_link',
  'draft_link',
  'hand_over',
  'hand_over_begun',
  'handed_over',
  'contact_welcome',
  'contact_confirmed',
  'contact_named',
  'person_invited',
  'supporter_invited',
  'person_removed',
  'case_message',
];

/**
 * Whether a mail is suppressed because its case, or the endorsement it follows, says "no automatic
 * mail".
 */
export async function isWithheld(
  manager: EntityManager,
  template: MailTemplate,
  submissionId: string | null,
): Promise<boolean> {
  if (!submissionId || askedFor.includes(template)) return false;
  const [row] = await manager.query<unknown[]>(
    `SELECT 1 FROM submission s LEFT JOIN submission home ON home.id = s.parent_id WHERE s.id = $1
      AND (s.no_automatic_mail OR home.no_automatic_mail)`,
    [submissionId],
  );
  return row !== undefined;
}
