import type { NewMail } from '../mail/outbox.service.js';
import type { Submission } from './submission.entity.js';

/** A mail to the contact of a submission, with the values that every such mail uses. */
export function caseMail(submission: Submission, template: NewMail['template'], more: Record<string, string> = {}): NewMail {
  const { contact, authority } = submission.answers;
  return {
    recipient: submission.contactEmail!,
    language: submission.language,
    template,
    submissionId: submission.id,
    data: {
      name: contact?.name ?? '',
      reference: submission.reference,
      authority: authority?.nameOfficial ?? '',
      path: `/${submission.language}/case`,
      ...more,
    },
  };
}
