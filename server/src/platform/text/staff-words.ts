import { joinedInFrench } from '../../../../contract/french.js';
import type { OfficialLanguage } from '../../../../contract/languages.js';
import { pluralRule } from '../../../../contract/plural-rule.js';
import { readTexts } from './locale-texts.js';

interface Texts {
  [key: string]: string | Texts;
}

/** A text of the workbench by its key; `count` selects the plural form. */
export type StaffWords = (
  key: string,
  values?: Readonly<Record<string, string>>,
  count?: number,
) => string;

const read = new Map<OfficialLanguage, Texts>();

/** The workbench's texts in one language, for files that colleagues export. */
export function staffWordsIn(language: OfficialLanguage): StaffWords {
  const texts = read.get(language) ?? readTexts<Texts>(language, 'staff');
  read.set(language, texts);
  const formOf = pluralRule(language);
  return (key, values = {}, count) => {
    const found = key
      .split('.')
      .reduce<string | Texts | undefined>(
        (at, part) => (typeof at === 'object' ? at[part] : undefined),
        texts,
      );
    const forms = typeof found === 'string' ? found.split(' | ') : [key];
    const text = count === undefined ? forms.at(-1)! : forms[formOf(count, forms.length)]!;
    const filled = text.replace(/\{(\w+)\}/g, (whole, name: string) => values[name] ?? whole);
    return language === 'fr' ? joinedInFrench(filled, values) : filled;
  };
}
