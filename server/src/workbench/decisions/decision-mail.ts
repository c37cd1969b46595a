import type { NewMail } from '../../platform/mail/outbox.service.js';
import type { MailTemplate } from '../../platform/mail/texts.js';
import { dayInWords } from '../../platform/text/day-in-words.js';
import { caseMail } from '../../joining/submissions/case-mail.js';
import { inWords, type FieldComment } from '../../joining/submissions/field-comments.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import type { SameEntry } from './same-entry.js';
import type { Verdict } from './decision.dto.js';

const mails: Record<Verdict, MailTemplate> = {
  request_changes: 'changes_requested',
  approve: 'approved',
  reject: 'rejected',
};
const followUpMails: Record<Verdict, MailTemplate> = {
  ...mails,
  approve: 'follow_up_approved',
  reject: 'follow_up_rejected',
};

/**
 * The mail that tells an authority about a decision; null for demonstration data and when no
 * address remains.
 */
export function decisionMail(
  submission: Submission,
  verdict: Verdict,
  reason: string,
  comments: readonly FieldComment[],
  same: SameEntry | null = null,
  answerBy: string | null = null,
): NewMail | null {
  if (submission.demo || !submission.contactEmail) return null;
  if (same)
    return caseMail(submission, 'rejected_same', { reason, known: same.name, path: same.path });
  const template = (submission.kind === 'endorsement' ? mails : followUpMails)[verdict];
  return caseMail(submission, template, (language) => ({
    reason: inWords(reason, comments),
    ...(answerBy ? { date: dayInWords(answerBy, language) } : {}),
  }));
}
