import { computed } from 'vue';
import { createI18n } from 'vue-i18n';
import enErrors from '../../locales/en/errors.json';
import enStaff from '../../locales/en/staff.json';
import frErrors from '../../locales/fr/errors.json';
import frStaff from '../../locales/fr/staff.json';

const languages = ['en', 'fr'] as const;
type Language = (typeof languages)[number];
const place = 'staff.language';

/** French counts zero and one as singular, English only one (CLDR). */
const pluralRules = { fr: (count: number) => (Math.abs(count) < 2 ? 0 : 1), en: (count: number) => (count === 1 ? 0 : 1) };

export const staffI18n = createI18n({
  legacy: false,
  locale: firstLanguage(),
  fallbackLocale: 'en',
  pluralRules,
  messages: { en: { ...enStaff, errors: enErrors }, fr: { ...frStaff, errors: frErrors } },
});
document.documentElement.lang = staffI18n.global.locale.value;

export function useLanguage() {
  const language = computed<Language>(() => (staffI18n.global.locale.value === 'fr' ? 'fr' : 'en'));
  const other = computed<Language>(() => (language.value === 'fr' ? 'en' : 'fr'));
  return { language, other, setLanguage };
}

function setLanguage(language: Language): void {
  staffI18n.global.locale.value = language;
  document.documentElement.lang = language;
  rememberLanguage();
}

/** Also called after signing out, which empties the browser's storage. */
export function rememberLanguage(): void {
  try {
    localStorage.setItem(place, staffI18n.global.locale.value);
  } catch {
    // A browser without storage asks again next time.
  }
}

function firstLanguage(): Language {
  const wanted = [remembered(), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return languages.find((language) => language === wanted.find((tag) => languages.some((known) => known === tag))) ?? 'en';
}

function remembered(): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}
