import {
  courtesyLanguages,
  officialFor,
  officialLanguages,
  type CourtesyLanguage,
  type Language,
  type OfficialLanguage,
} from '../../../../contract/languages.js';
import type { StaffRole } from '../../../../contract/kinds.js';
import type { NoticeKind } from '../../../../contract/notices.js';
import { readTexts } from '../text/locale-texts.js';
import { noticeTemplates } from './notice-templates.js';
import { securityTemplates } from './security-templates.js';

/**
 * One mail in one language. `{name}` is a placeholder for a value; `button` opens the link of the
 * mail, if it has one.
 */
export interface MailText {
  subject: string;
  paragraphs: string[];
  button?: string;
  /** Why the recipient gets this mail, if not because of an endorsement. */
  footer?: string;
}

export const mailTemplates = [
  'confirm_email',
  'submission_confirmed',
  'signature_awaited',
  'signature_reminder',
  'signature_expires',
  'signature_received',
  'case_link',
  'draft_link',
  'draft_expires',
  'unconfirmed_expires',
  'changes_requested',
  'changes_reminder',
  'changes_due',
  'answer_day',
  'resubmitted',
  'follow_up_received',
  'follow_up_approved',
  'follow_up_rejected',
  'leaving_received',
  'approved',
  'rejected',
  'rejected_same',
  'case_message',
  'signatory_letter',
  'signatory_news',
  'published',
  'publication_scheduled',
  'on_hold',
  'withdrawn',
  'left',
  'merged',
  'hand_over',
  'hand_over_begun',
  'handed_over',
  'contact_welcome',
  'contact_confirmed',
  'contact_named',
  'contact_invitation',
  'person_invited',
  'supporter_invited',
  'person_removed',
  'report_soon',
  'report_due',
  'report_late',
  'report_missing',
  'report_extended',
  'report_not_extended',
  'report_excused',
  'error_report_confirm',
  'error_report_corrected',
  'error_report_not_corrected',
  'error_report_not_ours',
  'newsletter_confirm',
  'newsletter_known',
  'newsletter_digest',
  'follow_confirm',
  'follow_known',
  'follow_digest',
  'staff_invitation',
  'staff_password_link',
  'staff_address_link',
  'staff_paper_expires',
  'staff_trail_head',
  'staff_week',
  ...noticeTemplates,
  ...securityTemplates,
] as const;
export type MailTemplate = (typeof mailTemplates)[number];
type StaffTemplate = Extract<MailTemplate, `staff_${string}`>;
/** The sender's name, the opening and the closing of every mail. */
interface MailFrame {
  sender: string;
  greeting: string;
  closing: string;
  footer: string;
  /** Shown if the sender's answers are attached. */
  attached: string;
}
/** Mails to staff exist only in the official languages. */
export type CourtesyMailTexts = Record<Exclude<MailTemplate, StaffTemplate>, MailText> & MailFrame;
export type MailTexts = CourtesyMailTexts &
  Record<StaffTemplate, MailText> & {
    staffFooter: string;
    /** The label of the link to the choice of notices. */
    staffChange: string;
    staffLetterWords: StaffLetterWords;
    /** The name used for a person who runs `pact staff`, in mails that say who did something. */
    staffOperator: string;
    staffRoles: Record<StaffRole, string>;
  };

/** The headings and lines of the letter about waiting work. */
export type StaffLetterWords = Record<
  NoticeKind | 'more' | 'mail' | 'trail' | 'documents' | 'open',
  string
>;

const read = <Texts>(languages: readonly Language[]) =>
  Object.fromEntries(languages.map((language) => [language, readTexts<Texts>(language, 'mail')]));

/** `locales/<language>/mail.json`; a test checks each against the list above. */
const mailTexts = {
  ...read<MailTexts>(officialLanguages),
  ...read<CourtesyMailTexts>(courtesyLanguages),
} as Record<OfficialLanguage, MailTexts> & Record<CourtesyLanguage, CourtesyMailTexts>;

/**
 * The texts of a mail in this language.
 * @param changed the administrators' changes to them, by key: `mail.approved.subject`.
 */
export function mailWords(
  template: MailTemplate,
  language: Language,
  changed: ReadonlyMap<string, string> = new Map(),
): MailText & MailFrame & { change?: string } {
  const forStaff = isForStaff(template);
  const texts = forStaff ? mailTexts[officialFor(language)] : mailTexts[language];
  const of = (name: string, shipped: string) => changed.get(`mail.${name}`) ?? shipped;
  const text: MailText = texts[template as Exclude<MailTemplate, StaffTemplate>];
  const paragraphs = changed.get(`mail.${template}.paragraphs`)?.split(/\n\s*\n/);
  return {
    sender: of('sender', texts.sender),
    greeting: of('greeting', texts.greeting),
    closing: of('closing', texts.closing),
    attached: of('attached', texts.attached),
    subject: of(`${template}.subject`, text.subject),
    paragraphs: paragraphs ?? text.paragraphs,
    ...(forStaff
      ? { change: of('staffChange', mailTexts[officialFor(language)].staffChange) }
      : {}),
    ...(text.button === undefined ? {} : { button: of(`${template}.button`, text.button) }),
    footer:
      text.footer === undefined
        ? forStaff
          ? of('staffFooter', mailTexts[officialFor(language)].staffFooter)
          : of('footer', texts.footer)
        : of(`${template}.footer`, text.footer),
  };
}

/** The texts of the letter about waiting work, with the administrators' changes. */
export function staffLetterWords(
  language: OfficialLanguage,
  changed: ReadonlyMap<string, string>,
): StaffLetterWords {
  const shipped = Object.entries(mailTexts[language].staffLetterWords);
  return Object.fromEntries(
    shipped.map(([name, text]) => [name, changed.get(`mail.staffLetterWords.${name}`) ?? text]),
  ) as StaffLetterWords;
}

export const operatorName = (language: OfficialLanguage): string =>
  mailTexts[language].staffOperator;

/** The roles of a colleague, in the words of the screens. */
export const roleNames = (roles: readonly StaffRole[], language: OfficialLanguage): string =>
  roles.map((role) => mailTexts[language].staffRoles[role]).join(', ');

export function isForStaff(template: MailTemplate): template is StaffTemplate {
  return template.startsWith('staff_');
}
