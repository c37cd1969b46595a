import { isOfficial, type Language } from '../../../../contract/languages.js';

/** The SQL equivalent of `nameIn` in contract/languages.ts, over the table or view `from`. */
export function nameSql(language: Language, from: string): string {
  if (isOfficial(language)) return `${from}.name_${language}`;
  return `(CASE WHEN ${from}.name_official_language = '${language}' THEN ${from}.name_official
    ELSE ${from}.name_en END)`;
}

/** The collation for sorting names. English and French use the CLDR root order. */
export function collation(language: Language): string {
  return isOfficial(language) ? '"und-x-icu"' : `"${language}-x-icu"`;
}
