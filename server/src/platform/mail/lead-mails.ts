import type { EntityManager } from 'typeorm';
import type { Language } from '../../../../contract/languages.js';
import { mailboxOf } from './mailbox.js';
import { returnedSince } from './returned-since.js';
import type { MailTemplate } from './texts.js';

/**
 * Mails for every lead of an authority, not only its contact: questions of the Congress and their
 * deadlines, decisions, and reminders that a report or the signed Pact is due. None of them has a
 * secret link: each reader opens the case with a link to their own address.
 */
const forLeads: readonly MailTemplate[] = [
  'changes_requested',
  'changes_reminder',
  'changes_due',
  'answer_day',
  'case_message',
  'signature_reminder',
  'signature_expires',
  'approved',
  'rejected',
  'rejected_same',
  'follow_up_approved',
  'follow_up_rejected',
  'published',
  'publication_scheduled',
  'on_hold',
  'withdrawn',
  'left',
  'merged',
  'report_soon',
  'report_due',
  'report_late',
  'report_missing',
  'report_extended',
  'report_not_extended',
  'report_excused',
];

/**
 * The data of a mail. `inLanguage` is set for mails that can be written in other languages, too.
 */
interface Written {
  template: MailTemplate;
  submissionId: string | null;
  recipient: string;
  data: Record<string, string>;
  inLanguage?: unknown;
}

interface Lead {
  email: string;
  name: string;
  language: Language;
}

/**
 * The leads who get a copy of a mail besides its recipient, one per mailbox. They take part in the
 * case, and mails to them do not bounce.
 */
export async function otherLeads(
  manager: EntityManager,
  { template, submissionId, recipient, data, inLanguage }: Written,
): Promise<Lead[]> {
  if (!submissionId || !inLanguage || !forLeads.includes(template)) return [];
  if (data['tokenId']) throw new Error(`${template} has a link of one reader`);
  const leads = await manager.query<Lead[]>(
    `SELECT p.email, p.name, p.language FROM case_person p
     JOIN submission s ON p.submission_id = coalesce(s.parent_id, s.id)
     WHERE s.id = $1 AND p.role = 'lead' AND p.accepted_at IS NOT NULL AND p.removed_at IS NULL
       AND p.email IS NOT NULL AND ${returnedSince('p.email')} IS NULL
     ORDER BY p.invited_at, p.id`,
    [submissionId],
  );
  const told = new Set([mailboxOf(recipient)]);
  return leads.filter(({ email }) => {
    const mailbox = mailboxOf(email);
    return !told.has(mailbox) && told.add(mailbox);
  });
}

/**
 * Withdraws mails that are queued or have failed: a former lead gets no more, not even when someone
 * resends a failed mail.
 */
export async function takeBackLeadMails(
  manager: EntityManager,
  homeId: string,
  emails: string[],
): Promise<void> {
  await manager.query(
    `DELETE FROM outbox o USING submission s
     WHERE o.submission_id = s.id AND coalesce(s.parent_id, s.id) = $1
       AND o.recipient = ANY($2) AND o.state IN ('queued', 'dead') AND o.template = ANY($3)`,
    [homeId, emails, forLeads],
  );
}
