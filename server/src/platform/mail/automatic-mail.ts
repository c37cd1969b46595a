import type { EntityManager } from 'typeorm';
import type { MailTemplate } from './texts.js';

/**
 * What somebody asked for a moment ago, and what tells a contact that another one takes over. Every
 * other mail about a case goes by itself.
 */
const askedFor: readonly MailTemplate[] = [
  'confirm_email',
  'case_link',
  'draft_link',
  'hand_over',
  'hand_over_begun',
  'handed_over',
];

/**
 * Whether a mail stays unwritten because its case, or the endorsement that it follows, says "no
 * automatic mail".
 */
export async function isWithheld(
  manager: EntityManager,
  template: MailTemplate,
  submissionId: string | null,
): Promise<boolean> {
  if (!submissionId || askedFor.includes(template)) return false;
  const [row] = await manager.query<unknown[]>(
    `SELECT 1 FROM submission s LEFT JOIN submission home ON home.id = s.parent_id WHERE s.id = $1 AND (s.no_automatic_mail OR home.no_automatic_mail)`,
    [submissionId],
  );
  return row !== undefined;
}
