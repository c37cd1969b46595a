import { isOfficial, languages, type Language } from '../../../../contract/languages.js';
import { isSiteText } from '../../../../contract/site-texts.js';
import { readTexts, type TextFile } from './locale-texts.js';

interface Texts {
  [key: string]: string | string[] | Texts;
}

/** The files whose texts administrators may change; papers and reasons have two languages. */
const filesIn = (language: Language): TextFile[] => [
  'public',
  'errors',
  'mail',
  ...(isOfficial(language) ? (['papers', 'staff'] as const) : []),
];

/**
 * The texts that the program ships with, in one language, by key: `public.about.title`,
 * `mail.approved.paragraphs`.
 */
export function shippedTexts(language: Language): ReadonlyMap<string, string> {
  return shipped.get(language)!;
}

/**
 * The text as people edit it. An empty line separates paragraphs. Characters that vue-i18n would
 * read as syntax are quoted only in our files.
 */
function flat(texts: Texts, path: string): [string, string][] {
  return Object.entries(texts).flatMap(([key, value]): [string, string][] => {
    if (Array.isArray(value))
      return value.length === 0 ? [] : [[`${path}.${key}`, value.join('\n\n')]];
    return typeof value === 'string'
      ? [[`${path}.${key}`, value.replace(/\{'([^']*)'\}/g, '$1')]]
      : flat(value, `${path}.${key}`);
  });
}

const shipped = new Map(
  languages.map((language) => [
    language,
    new Map(
      filesIn(language)
        .flatMap((file) => flat(readTexts<Texts>(language, file), file))
        .filter(([key]) => isSiteText(key)),
    ),
  ]),
);
