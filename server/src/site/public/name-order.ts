import { isOfficial, type Language } from '../../../../contract/languages.js';

/** What `nameIn` of contract/languages.ts says, in SQL over the table or view `from`. */
export function nameSql(language: Language, from: string): string {
  if (isOfficial(language)) return `${from}.name_${language}`;
  return `(CASE WHEN ${from}.name_official_language = '${language}' THEN ${from}.name_official ELSE ${from}.name_en END)`;
}

/** The alphabet's order. English and French follow the root order of CLDR. */
export function collation(language: Language): string {
  return isOfficial(language) ? '"und-x-icu"' : `"${language}-x-icu"`;
}
