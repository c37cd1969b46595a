import type { Language } from '../../../client/src/languages.js';
import { en } from './texts.en.js';
import { fr } from './texts.fr.js';

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
] as const;
export type MailTemplate = (typeof mailTemplates)[number];
export type MailTexts = Record<MailTemplate, MailText> & { greeting: string; closing: string; footer: string; staffFooter: string };

export const mailTexts: Record<Language, MailTexts> = { en, fr };
