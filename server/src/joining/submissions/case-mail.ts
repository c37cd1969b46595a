import { languages, type Language } from '../../../../contract/languages.js';
import type { SubmissionKind } from '../../../../contract/kinds.js';
import type { NewMail } from '../../platform/mail/outbox.service.js';
import { readTexts } from '../../platform/text/locale-texts.js';
import type { Submission } from './submission.entity.js';

type Values = Record<string, string>;

/**
 * A mail to the contact of a submission, with the values common to all such mails. Other leads get
 * it in their own language.
 * @param more the mail's own values; localised ones have a value for each language.
 */
export function caseMail(
  submission: Submission,
  template: NewMail['template'],
  more: Values | ((language: Language) => Values) = {},
): NewMail {
  const { contact, authority } = submission.answers;
  const inLanguage = (language: Language): Values => {
    const own = typeof more === 'function' ? more(language) : more;
    return {
      name: contact?.name ?? '',
      reference: submission.reference,
      authority: authority?.nameOfficial ?? '',
      what: kindInWords(submission.kind, language),
      path: `/${language}/case`,
      ...own,
    };
  };
  // Other leads get the same page in their own language.
  const forOthers = (language: Language): Values => {
    const values = inLanguage(language);
    return { ...values, path: values['path']!.replace(/^\/[a-z]+(?=\/)/, `/${language}`) };
  };
  return {
    recipient: submission.contactEmail!,
    language: submission.language,
    template,
    submissionId: submission.id,
    data: inLanguage(submission.language),
    inLanguage: forOthers,
  };
}

interface PublicTexts {
  ownPlace: { kinds: Record<SubmissionKind, string> };
}

const kinds = new Map(
  languages.map((language) => [
    language,
    readTexts<PublicTexts>(language, 'public').ownPlace.kinds,
  ]),
);

/** The name of the submission on the authority's own page. */
function kindInWords(kind: SubmissionKind, language: Language): string {
  return kinds.get(language)![kind];
}

/** Tells the contact that a follow-up has arrived. */
export function receivedMail(submission: Submission): NewMail {
  const { leaving } = submission.answers;
  return leaving
    ? caseMail(submission, 'leaving_received', { leaving: leaving.reason })
    : caseMail(submission, 'follow_up_received');
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
