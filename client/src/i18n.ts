import { createI18n } from 'vue-i18n';
import type { Language } from '../../contract/languages.ts';
import type { ChangedTexts } from '../../contract/pages.js';
import { pluralRule } from '../../contract/plural-rule.ts';
import { laidOver, type Texts } from './changed-texts.ts';

const files = import.meta.glob<Texts>(
  ['../../locales/*/public.json', '../../locales/*/errors.json'],
  { eager: true, import: 'default' },
);

type PublicI18n = ReturnType<typeof createPublicI18n>;
const made = new WeakMap<ChangedTexts, Map<Language, PublicI18n>>();
const unchanged: ChangedTexts = {};

/**
 * The texts of the public pages and the form in one language, with the administrators' changes.
 * Made once for each state of the texts.
 */
export function publicI18n(language: Language, changed: ChangedTexts): PublicI18n {
  const state = Object.keys(changed).length === 0 ? unchanged : changed;
  const known = made.get(state) ?? new Map<Language, PublicI18n>();
  const i18n = known.get(language) ?? createPublicI18n(language, state);
  made.set(state, known.set(language, i18n));
  return i18n;
}

function createPublicI18n(language: Language, changed: ChangedTexts) {
  const shipped = { ...texts(language, 'public'), errors: texts(language, 'errors') };
  return createI18n({
    legacy: false,
    locale: language,
    pluralRules: { [language]: pluralRule(language) },
    // A changed text is a message function, which vue-i18n takes wherever it takes a compiled text.
    messages: { [language]: laidOver(shipped, changed) as typeof shipped },
  });
}

function texts(language: Language, file: string): Texts {
  const found = files[`../../locales/${language}/${file}.json`];
  if (!found) throw new Error(`there are no ${file} texts in ${language}`);
  return found;
}
