import { dateFormat } from '../../../../contract/language-formats.js';
import type { Language } from '../../../../contract/languages.js';

const tagOf = (language: Language) => (language === 'en' ? 'en-GB' : language);

/** A day in words, for a mail or a badge; English is British English. */
export function dayInWords(day: string, language: Language): string {
  return dateFormat(tagOf(language), { dateStyle: 'long', timeZone: 'UTC' }).format(
    new Date(`${day}T00:00:00Z`),
  );
}

/** A day with the precision that is known: 2014, 2014-05 or 2014-05-13. */
export function partialDayInWords(day: string, language: Language): string {
  if (day.length === 4) return day;
  if (day.length === 10) return dayInWords(day, language);
  return dateFormat(tagOf(language), { month: 'long', year: 'numeric', timeZone: 'UTC' }).format(
    new Date(`${day}-01T00:00:00Z`),
  );
}
