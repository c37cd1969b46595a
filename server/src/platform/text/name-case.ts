/** Words that stay in lower case inside a name: "Villeneuve d’Ascq", "Frankfurt am Main". */
const small = new Set(
  (
    'de du des la le les d l et en sur sous lès aux der die das dem den von vom am an im in ' +
    'ob bei und of the on upon and ' +
    'di del della delle dei e el los las y da do dos das van het op aan i w we nad pod pri ' +
    'na și στην του της των και'
  ).split(' '),
);

/** Scripts in which names begin with a capital letter; Georgian has only one case in names. */
const cased = /[\p{Script=Latin}\p{Script=Greek}\p{Script=Cyrillic}\p{Script=Armenian}]/gu;

/**
 * A name in its usual case, if it is written all in capitals or all in lower case: "Région
 * Bourgogne" for "RÉGION BOURGOGNE". Undefined for other names, and for short ones.
 */
export function usualCase(name: string, countryCode: string): string | undefined {
  const letters = name.match(cased) ?? [];
  if (letters.length < 4) return undefined;
  const locale = countryCode === 'TR' || countryCode === 'AZ' ? 'tr' : 'und';
  const [lower, upper] = [name.toLocaleLowerCase(locale), name.toLocaleUpperCase(locale)];
  if (name !== upper && name !== lower) return undefined;
  const meant = lower.replace(/[\p{L}\p{M}]+/gu, (word, at: number) =>
    at > 0 && small.has(word) ? word : capital(word, locale),
  );
  return meant === name ? undefined : meant;
}

function capital(word: string, locale: string): string {
  const [first = '', ...others] = word;
  return first.toLocaleUpperCase(locale) + others.join('');
}
