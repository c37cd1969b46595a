import type { NewMail } from '../../platform/mail/outbox.service.js';
import type { Submission } from './submission.entity.js';

/** A mail to the contact of a submission, with the values common to all such mails. */
export function caseMail(
  submission: Submission,
  template: NewMail['template'],
  more: Record<string, string> = {},
): NewMail {
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

/**
 * A mail with the link that opens a draft, sent to the contact's address if it was answered,
 * otherwise to the one given for the link.
 */
export function draftMail(
  submission: Submission,
  template: NewMail['template'],
  tokenId: string,
  more: Record<string, string> = {},
): NewMail {
  return {
    ...caseMail(submission, template, {
      path: `/${submission.language}/continue`,
      tokenId,
      tokenPurpose: 'draft_link',
      ...more,
    }),
    recipient: submission.resumeEmail ?? submission.contactEmail!,
  };
}
