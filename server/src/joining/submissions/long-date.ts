import { strasbourg } from '../../../../contract/clock.js';
import type { Language } from '../../../../contract/languages.js';

/** The day of a moment, as mails in this language write it: 3 December 2026. */
export function longDate(date: Date, language: Language): string {
  return new Intl.DateTimeFormat(language, { dateStyle: 'long', timeZone: strasbourg }).format(
    date,
  );
}
