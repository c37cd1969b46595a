import { computed } from 'vue';
import { createI18n } from 'vue-i18n';
import { officialLanguages, type OfficialLanguage } from '../../../contract/languages.ts';
import { knowing } from '../figures.ts';
import { fetched } from './fetched.ts';
import { laidOver, type Texts } from '../changed-texts.ts';
import type { StaffFigures, StaffTexts } from '../../../contract/pages.js';
import { pluralRule } from '../../../contract/plural-rule.ts';

const place = 'staff.language';

/** The server writes both into the page (`PagesService.sendStaffShell`). */
const written = (id: string): unknown =>
  JSON.parse(document.getElementById(id)?.textContent ?? '{"en":{},"fr":{}}');
/** The limits that texts name. */
const writtenFigures = written('figures') as StaffFigures;
/** The reasons of decisions as administrators worded them. */
const changed = written('changed-texts') as StaffTexts;

/** One language at a time: each is a good part of what the browser has to fetch. */
const shipped: Record<OfficialLanguage, () => Promise<{ texts: unknown }>> = {
  en: fetched(() => import('./texts/en.ts')),
  fr: fetched(() => import('./texts/fr.ts')),
};

const messages: Partial<Record<OfficialLanguage, ReturnType<typeof laidOver>>> = {};
export const staffI18n = createI18n({
  legacy: false,
  locale: firstLanguage(),
  fallbackLocale: false,
  pluralRules: { en: pluralRule('en'), fr: pluralRule('fr') },
  messages,
});

// Every component of the workbench takes `t` from this one composer.
const { global } = staffI18n;
global.t = knowing(
  global.t,
  () => writtenFigures[global.locale.value === 'fr' ? 'fr' : 'en'],
  () => global.locale.value,
);

export function useLanguage() {
  const language = computed<OfficialLanguage>(() =>
    staffI18n.global.locale.value === 'fr' ? 'fr' : 'en',
  );
  const other = computed<OfficialLanguage>(() => (language.value === 'fr' ? 'en' : 'fr'));
  return { language, other };
}

/** Fetches the texts of a language and shows them. @throws NotFetched */
export async function showLanguage(language = staffI18n.global.locale.value): Promise<void> {
  const { texts } = await shipped[language]();
  staffI18n.global.setLocaleMessage(language, laidOver(texts as Texts, changed[language]));
  staffI18n.global.locale.value = language;
  document.documentElement.lang = language;
}

/** Also called after signing out, which clears the browser's storage. */
export function rememberLanguage(): void {
  try {
    localStorage.setItem(place, staffI18n.global.locale.value);
  } catch {
    // A browser without storage does not remember the language.
  }
}

function firstLanguage(): OfficialLanguage {
  const wanted = [remembered(), ...navigator.languages.map((tag) => tag.slice(0, 2))];
  return (
    officialLanguages.find(
      (language) =>
        language === wanted.find((tag) => officialLanguages.some((known) => known === tag)),
    ) ?? 'en'
  );
}

function remembered(): string | null {
  try {
    return localStorage.getItem(place);
  } catch {
    return null;
  }
}
