import { computed } from 'vue';
import { strasbourg } from '../../../../contract/clock.ts';
import { useLanguage } from '../i18n.ts';

/**
 * Countries, figures and times in the language of the screen, days and hours by the clocks of
 * Strasbourg.
 */
export function useFormats() {
  const { language } = useLanguage();
  const tag = computed(() => (language.value === 'en' ? 'en-GB' : 'fr-FR'));
  const regions = computed(() => new Intl.DisplayNames([tag.value], { type: 'region' }));
  const tongues = computed(() => new Intl.DisplayNames([tag.value], { type: 'language' }));
  const capital = (text: string) => text.charAt(0).toLocaleUpperCase(tag.value) + text.slice(1);

  return {
    country: (code: string) => (/^[A-Z]{2}$/.test(code) ? (regions.value.of(code) ?? code) : code),
    languageName: (code: string) => capital(tongues.value.of(code) ?? code),
    /** The same within a sentence: French writes it small. */
    languageInText: (code: string) => tongues.value.of(code) ?? code,
    number: (value: number) => new Intl.NumberFormat(tag.value).format(value),
    degrees: (value: number) =>
      new Intl.NumberFormat(tag.value, { maximumFractionDigits: 5 }).format(value),
    percent: (share: number) =>
      new Intl.NumberFormat(tag.value, { style: 'percent' }).format(share),
    date: (value: string) =>
      new Intl.DateTimeFormat(tag.value, { dateStyle: 'long', timeZone: strasbourg }).format(
        new Date(value),
      ),
    /** A date without a time is the same in every time zone. */
    day: (value: string) =>
      new Intl.DateTimeFormat(tag.value, { dateStyle: 'long', timeZone: 'UTC' }).format(
        new Date(`${value}T00:00:00Z`),
      ),
    /** For lists of dates in which the year is obvious. */
    shortDay: (value: string) =>
      new Intl.DateTimeFormat(tag.value, {
        day: 'numeric',
        month: 'short',
        timeZone: 'UTC',
      }).format(new Date(`${value}T00:00:00Z`)),
    month: (value: string) =>
      new Intl.DateTimeFormat(tag.value, {
        month: 'short',
        year: 'numeric',
        timeZone: 'UTC',
      }).format(new Date(`${value}T00:00:00Z`)),
    monthName: (value: string) =>
      capital(
        new Intl.DateTimeFormat(tag.value, {
          month: 'long',
          year: 'numeric',
          timeZone: 'UTC',
        }).format(new Date(`${value}T00:00:00Z`)),
      ),
    weekday: (value: string) =>
      capital(
        new Intl.DateTimeFormat(tag.value, { weekday: 'long', timeZone: 'UTC' }).format(
          new Date(`${value}T00:00:00Z`),
        ),
      ),
    /** A day, a month or a year, as precise as it is known. */
    partialDay: (value: string) => {
      const styles = [
        { year: 'numeric' },
        { year: 'numeric', month: 'long' },
        { dateStyle: 'long' },
      ] as const;
      const format = new Intl.DateTimeFormat(tag.value, {
        ...styles[value.split('-').length - 1],
        timeZone: 'UTC',
      });
      return format.format(new Date(`${value}${'-01-01'.slice(value.length - 4)}T00:00:00Z`));
    },
    dateTime: (value: string) =>
      new Intl.DateTimeFormat(tag.value, {
        dateStyle: 'long',
        timeStyle: 'short',
        timeZone: strasbourg,
      }).format(new Date(value)),
    time: (value: string) =>
      new Intl.DateTimeFormat(tag.value, { timeStyle: 'short', timeZone: strasbourg }).format(
        new Date(value),
      ),
    fileSize: (bytes: number) => {
      const mega = bytes >= 1_000_000;
      const size = new Intl.NumberFormat(tag.value, {
        style: 'unit',
        unit: mega ? 'megabyte' : 'kilobyte',
        maximumFractionDigits: mega ? 1 : 0,
      });
      return size.format(mega ? bytes / 1_000_000 : Math.max(1, bytes / 1000));
    },
  };
}
