/**
 * The languages of the public pages, the form and the mails, each with a folder in locales/. The
 * Congress's official languages are English and French (Statute of the Council of Europe, article
 * 12); the others are courtesy translations.
 */
export const officialLanguages = ['en', 'fr'] as const;
export const courtesyLanguages = [
  'de',
  'uk',
  'pt',
  'it',
  'es',
  'nl',
  'pl',
  'ro',
  'el',
  'tr',
] as const;
export const languages = [...officialLanguages, ...courtesyLanguages] as const;

export type OfficialLanguage = (typeof officialLanguages)[number];
export type CourtesyLanguage = (typeof courtesyLanguages)[number];
export type Language = (typeof languages)[number];

export function isLanguage(text: unknown): text is Language {
  return languages.some((language) => language === text);
}

export function isOfficial(language: Language): language is OfficialLanguage {
  return officialLanguages.some((official) => official === language);
}

/**
 * The official language in which a reader of `language` is served where there is nothing else: on
 * papers, for names.
 */
export function officialFor(language: Language): OfficialLanguage {
  return isOfficial(language) ? language : 'en';
}

interface Names {
  official: string;
  officialLanguage: string;
  en: string;
  fr: string;
}

/**
 * The name of a place in a language: its official name if that is in this language, otherwise its
 * name in an official language of the Congress.
 */
export function nameIn(language: Language, names: Names): string {
  if (isOfficial(language)) return names[language];
  return names.officialLanguage === language ? names.official : names.en;
}

/** A text that is kept in the official languages and, where it was translated, in others. */
export type Translated = Record<OfficialLanguage, string> & Partial<Record<Language, string>>;

export function wordsIn(language: Language, text: Translated): string {
  return text[language] || text.en;
}
