import { inject, type InjectionKey } from 'vue';
import { useI18n } from 'vue-i18n';
import { dayInStrasbourg, strasbourg } from '../../contract/clock.ts';
import { knowing } from './figures.ts';
import {
  collatorOf,
  dateFormat,
  languageNames,
  numberFormat,
  regionNames,
} from '../../contract/language-formats.ts';
import { nameIn, wordsIn, type Translated } from '../../contract/languages.ts';
import type { PageContext, PillarCode, SignatorySummary } from '../../contract/pages.js';

export interface Head {
  title: string;
  description: string;
  robots: boolean;
  /** The country that the page is about. The helplines below the page are those of that country. */
  country: string;
}

export const pageContextKey: InjectionKey<PageContext & { head: Head }> = Symbol('page context');

/** `t` of the page's language, with the limits that texts name. */
export function useTexts() {
  const { t, locale } = useI18n();
  const figures = inject(pageContextKey)?.figures ?? {};
  return knowing(
    t,
    () => figures,
    () => locale.value,
  );
}

/** The page's texts, formats and links in its language. */
export function usePage() {
  const context = inject(pageContextKey);
  if (!context) throw new Error('a page is rendered outside of renderPage');
  const { te, n } = useI18n();
  const { language } = context;
  const t = useTexts();
  const regions = regionNames(language);
  const number = (value: number) => numberFormat(language).format(value);
  return {
    ...context,
    t,
    te,
    n,
    /** Sorts by the rules of the reader's language. */
    compare: collatorOf(language).compare,
    languageName: (code: string) => languageNames(language).of(code) ?? code,
    percent: (share: number) => formatShare(share, language),
    /** One of our own URLs in the page's language. */
    to: (path: string) => `/${language}${path}`,
    country: (code: string) => regions.of(code) ?? code,
    /** The name of a place in the page's language. */
    nameOf: (names: SignatorySummary['names']) => nameIn(language, names),
    /** A text of the Pact in the page's language. */
    words: (text: Translated) => wordsIn(language, text),
    /** The Pact's name for a pillar. */
    pillarName: (code: PillarCode) => {
      const name = context.pact.names[code];
      return name ? wordsIn(language, name) : t(`pillars.${code}`);
    },
    number,
    /** The size of a file, as exact as a reader needs it. */
    fileSize: (bytes: number) =>
      bytes < 1_000_000
        ? t('documents.kilobytes', { n: number(Math.ceil(bytes / 1000)) })
        : t('documents.megabytes', { n: number(Math.round(bytes / 100_000) / 10) }),
    date: (value: string) => formatDate(value, language),
    /** A moment by the clocks of Strasbourg, whose zone it names. */
    moment: (value: string) => formatMoment(value, language),
    /** Sets the country that the page is about. */
    about: (code: string) => {
      context.head.country = code;
    },
    /** Sets the document title. If a form has errors, it begins with "Error:" (GOV.UK). */
    title: (
      title: string,
      options: { description?: string; error?: boolean; robots?: boolean } = {},
    ) => {
      context.head.title = options.error ? t('form.errorTitle', { title }) : title;
      context.head.description = options.description ?? '';
      context.head.robots = options.robots ?? true;
    },
  };
}

/** A percentage with two significant digits: 0.018 %, 3.3 %, 61 %. */
function formatShare(share: number, language: string): string {
  return numberFormat(language, { style: 'percent', maximumSignificantDigits: 2 }).format(share);
}

/**
 * A date as exact as it is known, 2014, 2014-05 or 2014-05-13, or the day in Strasbourg at a moment
 * in time.
 */
function formatDate(value: string, language: string): string {
  const day = value.includes('T') ? dayInStrasbourg(new Date(value)) : value;
  const parts = day.split('-');
  const options: Intl.DateTimeFormatOptions = {
    timeZone: 'UTC',
    year: 'numeric',
    ...(parts.length > 1 && { month: 'long' }),
    ...(parts.length > 2 && { day: 'numeric' }),
  };
  return dateFormat(tagOf(language), options).format(
    new Date(`${day}${'-01-01'.slice(day.length - 4)}T00:00:00Z`),
  );
}

function formatMoment(value: string, language: string): string {
  const date = { day: 'numeric', month: 'long', year: 'numeric' } as const;
  const time = { hour: 'numeric', minute: '2-digit', timeZoneName: 'short' } as const;
  return dateFormat(tagOf(language), {
    ...date,
    ...time,
    timeZone: strasbourg,
  }).format(new Date(value));
}

const tagOf = (language: string) => (language === 'en' ? 'en-GB' : language);
