import { joinedInFrench } from '../../../../contract/french.js';
import type { Language } from '../../../../contract/languages.js';
import { readTexts } from '../../platform/text/locale-texts.js';
import { fill } from './texts.js';

interface Texts {
  [key: string]: string | Texts;
}

const read = new Map<Language, Texts>();

/**
 * The texts of the public pages in a language, for papers that contain the same texts.
 * @param changed the administrators' changes to them, by key: `about.title`.
 */
export function publicWordsIn(
  language: Language,
  changed: Readonly<Record<string, string>> = {},
): (key: string, values?: Record<string, string>) => string {
  const texts = read.get(language) ?? readTexts<Texts>(language, 'public');
  read.set(language, texts);
  return (key, values = {}) => {
    const text =
      changed[key] ??
      key
        .split('.')
        .reduce<string | Texts | undefined>(
          (at, part) => (typeof at === 'object' ? at[part] : undefined),
          texts,
        );
    const filled = fill(typeof text === 'string' ? text : key, values);
    return language === 'fr' ? joinedInFrench(filled, values) : filled;
  };
}
