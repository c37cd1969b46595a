import { createI18n } from 'vue-i18n';
import enErrors from './locales/en/errors.json';
import enPublic from './locales/en/public.json';
import frErrors from './locales/fr/errors.json';
import frPublic from './locales/fr/public.json';

export const languages = ['en', 'fr'] as const;
export type Language = (typeof languages)[number];

/** French counts zero and one as singular, English only one (CLDR). */
const pluralRules = { fr: (count: number) => (Math.abs(count) < 2 ? 0 : 1), en: (count: number) => (count === 1 ? 0 : 1) };

/** The texts of the public pages and the form, in one language. */
export function createPublicI18n(language: Language) {
  return createI18n({
    legacy: false,
    locale: language,
    fallbackLocale: 'en',
    pluralRules,
    messages: { en: { ...enPublic, errors: enErrors }, fr: { ...frPublic, errors: frErrors } },
  });
}
