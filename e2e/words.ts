import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type enPublic from '../locales/en/public.json';
import type { Language } from '../contract/languages.ts';
import { mailWords } from '../server/src/platform/mail/texts.ts';

const folder = join(import.meta.dirname, '../locales');
const read = new Map<Language, typeof enPublic>();

/** The texts of the public pages and the form, so that a test presses what its user reads. */
export function publicWords(language: Language): typeof enPublic {
  const known =
    read.get(language) ??
    (JSON.parse(readFileSync(join(folder, language, 'public.json'), 'utf8')) as typeof enPublic);
  read.set(language, known);
  return known;
}

/** The longest part of a mail's subject without placeholders, which is enough to find the mail. */
export function subjectOf(
  language: Language,
  template:
    | 'confirm_email'
    | 'case_link'
    | 'signature_awaited'
    | 'signature_received'
    | 'published'
    | 'hand_over'
    | 'hand_over_begun'
    | 'handed_over'
    | 'person_invited'
    | 'supporter_invited'
    | 'contact_welcome',
): string {
  const parts = mailWords(template, language).subject.split(/\{\w+\}/);
  const longest = parts.reduce((found, part) => (part.length > found.length ? part : found));
  // A header holds plain spaces only.
  return longest.trim().replace(/\s/g, ' ');
}
