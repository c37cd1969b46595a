import { officialFor, type CourtesyLanguage, type Language, type OfficialLanguage } from '../../../client/src/languages.js';
import { en } from './texts.en.js';
import { fr } from './texts.fr.js';
import { de } from './texts.de.js';
import { el } from './texts.el.js';
import { es } from './texts.es.js';
import { it } from './texts.it.js';
import { nl } from './texts.nl.js';
import { pl } from './texts.pl.js';
import { pt } from './texts.pt.js';
import { ro } from './texts.ro.js';
import { tr } from './texts.tr.js';
import { securityTemplates } from './texts.security.js';
import { uk } from './texts.uk.js';

/** One mail in one language. `{name}` stands for a value; `button` leads to the link of the mail, where it has one. */
export interface MailText {
  subject: string;
  paragraphs: string[];
  button?: string;
  /** Why one receives it, where that is not because of an endorsement. */
  footer?: string;
}

export const mailTemplates = [
  'confirm_email',
  'submission_confirmed',
  'case_link',
  'draft_link',
  'draft_expires',
  'unconfirmed_expires',
  'changes_requested',
  'resubmitted',
  'follow_up_received',
  'follow_up_approved',
  'follow_up_rejected',
  'approved',
  'rejected',
  'published',
  'publication_scheduled',
  'on_hold',
  'withdrawn',
  'merged',
  'hand_over',
  'hand_over_begun',
  'handed_over',
  'progress_reminder',
  'newsletter_confirm',
  'newsletter_known',
  'newsletter_digest',
  'staff_invitation',
  'staff_password_link',
  'staff_factor_reset',
  'staff_note_mention',
  ...securityTemplates,
] as const;
export type MailTemplate = (typeof mailTemplates)[number];
type StaffTemplate = Extract<MailTemplate, `staff_${string}`>;
/** What every mail begins and ends with. */
interface MailFrame {
  greeting: string;
  closing: string;
  footer: string;
}
/** Colleagues are written to in the official languages only. */
export type CourtesyMailTexts = Record<Exclude<MailTemplate, StaffTemplate>, MailText> & MailFrame;
export type MailTexts = CourtesyMailTexts & Record<StaffTemplate, MailText> & { staffFooter: string };

const mailTexts: Record<OfficialLanguage, MailTexts> & Record<CourtesyLanguage, CourtesyMailTexts> = {
  en,
  fr,
  de,
  uk,
  pt,
  it,
  es,
  nl,
  pl,
  ro,
  el,
  tr,
};

/** All words of a mail to somebody who reads this language. */
export function mailWords(template: MailTemplate, language: Language): MailText & MailFrame {
  if (isForStaff(template)) {
    const { greeting, closing, staffFooter, ...texts } = mailTexts[officialFor(language)];
    return { greeting, closing, footer: staffFooter, ...texts[template] };
  }
  const { greeting, closing, footer, ...texts } = mailTexts[language];
  return { greeting, closing, footer, ...texts[template] };
}

function isForStaff(template: MailTemplate): template is StaffTemplate {
  return template.startsWith('staff_');
}
