import type { Language } from '../../../../contract/languages.js';

/**
 * The calendar day where the Congress sits, as YYYY-MM-DD: a day of publication begins at midnight
 * there.
 */
export function dayInStrasbourg(moment = new Date()): string {
  return new Intl.DateTimeFormat('en-CA', {
    timeZone: 'Europe/Paris',
    year: 'numeric',
    month: '2-digit',
    day: '2-digit',
  }).format(moment);
}

/** A day in words, for a mail. */
export function dayInWords(day: string, language: Language): string {
  const tag = language === 'en' ? 'en-GB' : language;
  return new Intl.DateTimeFormat(tag, { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}
