import { createHash } from 'node:crypto';
import type { OfficialLanguage } from '../../../../contract/languages.js';
import type { TranslatedField, Translator } from '../../../../contract/translations.js';

/** A translation of what a signatory wrote. */
export interface Translation {
  field: TranslatedField;
  /**
   * Hash of the words that were translated. The database keeps no translation beside other words.
   */
  of: string;
  language: OfficialLanguage;
  text: string;
  by: Translator;
}

/** A translation as somebody typed it. */
export type GivenTranslation = Pick<Translation, 'language' | 'text'>;

interface Original {
  field: TranslatedField;
  words: string | null;
  /** Their language, where known: nobody translates into the same one. */
  language: string | null;
}

/**
 * The translations to keep of an original. One that was there already still belongs to whoever
 * wrote it; one that was there beside other words, and did not change with them, is left out.
 */
export function translationsOf(
  { field, words, language }: Original,
  given: readonly GivenTranslation[],
  before: readonly Translation[],
  by: Translator,
): Translation[] {
  if (!words) return [];
  const of = hashOf(words);
  return given.flatMap((wanted) => {
    if (wanted.language === language) return [];
    const same = before.filter(
      (was) => was.field === field && was.language === wanted.language && was.text === wanted.text,
    );
    const was = same.find((translation) => translation.of === of);
    if (!was && same.length > 0) return [];
    return [was ?? { field, of, by, language: wanted.language, text: wanted.text }];
  });
}

/** Like `md5` of PostgreSQL: it recognises words and keeps no secret. */
export function hashOf(words: string): string {
  return createHash('md5').update(words).digest('hex');
}

/** The two boxes of a town's form. */
export function givenIn({
  inEnglish,
  inFrench,
}: {
  inEnglish?: string | null;
  inFrench?: string | null;
}): GivenTranslation[] {
  return [
    ...(inEnglish ? [{ language: 'en' as const, text: inEnglish }] : []),
    ...(inFrench ? [{ language: 'fr' as const, text: inFrench }] : []),
  ];
}
