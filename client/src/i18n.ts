import { createI18n } from 'vue-i18n';
import type { Language } from '../../contract/languages.ts';
import { pluralRule } from '../../contract/plural-rule.ts';

interface Texts {
  [key: string]: string | Texts;
}
const files = import.meta.glob<Texts>(
  ['../../locales/*/public.json', '../../locales/*/errors.json'],
  { eager: true, import: 'default' },
);

/** The texts of the public pages and the form in one language. */
export function createPublicI18n(language: Language) {
  return createI18n({
    legacy: false,
    locale: language,
    pluralRules: { [language]: pluralRule(language) },
    messages: { [language]: { ...texts(language, 'public'), errors: texts(language, 'errors') } },
  });
}

function texts(language: Language, file: string): Texts {
  const found = files[`../../locales/${language}/${file}.json`];
  if (!found) throw new Error(`there are no ${file} texts in ${language}`);
  return found;
}
