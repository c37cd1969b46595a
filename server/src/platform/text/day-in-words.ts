import { dateFormat } from '../../../../contract/language-formats.js';
import type { Language } from '../../../../contract/languages.js';

/** A day in words, for a mail or a badge; English as in Britain. */
export function dayInWords(day: string, language: Language): string {
  const tag = language === 'en' ? 'en-GB' : language;
  return dateFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
