type Values = Readonly<Record<string, unknown>>;

/** Values that name places: French contracts their article ("du Havre"), and not a person’s. */
const places = ['authority', 'into', 'place', 'town'];
/** A vowel, or the y of "Ypres"; the h of a name may be aspirated, and stays as it is. */
const vowelFirst = /^(?:[aeiouœæ]|y(?![aeiou]))/;

/**
 * Joins a filled French text to the names in it, as French requires: "de Athènes" is "d’Athènes",
 * "à Le Havre" is "au Havre". Only the words directly before a value change, never a value itself.
 */
export function joinedInFrench(text: string, values: Values): string {
  return Object.entries(values).reduce((joined, [name, value]) => {
    if (typeof value !== 'string' || value === '') return joined;
    return places.includes(name) ? contracted(elided(joined, value), value) : elided(joined, value);
  }, text);
}

function elided(text: string, value: string): string {
  const first = value.normalize('NFD').replace(/\p{M}/gu, '').toLowerCase();
  if (!vowelFirst.test(first)) return text;
  return replaceBefore(text, /([Dd]|[Qq]u)e /, value, (before) => `${before.slice(0, -2)}’`, value);
}

function contracted(text: string, value: string): string {
  const [, article, rest] = /^(Le|Les) (?=\S)(.+)$/su.exec(value) ?? [];
  if (!rest) return text;
  const forms: Record<string, string> =
    article === 'Le' ? { de: 'du', à: 'au' } : { de: 'des', à: 'aux' };
  return replaceBefore(text, /(?:de|à) /, value, (before) => `${forms[before.trim()]} `, rest);
}

/** Replaces a word and the value that follows it, where both stand for themselves. */
function replaceBefore(
  text: string,
  word: RegExp,
  value: string,
  joined: (before: string) => string,
  rest: string,
): string {
  const exact = value.replace(/[.*+?^${}()|[\]\\]/g, '\\$&');
  const pattern = new RegExp(`(?<!\\p{L})(${word.source})${exact}(?![\\p{L}\\p{N}])`, 'gu');
  return text.replace(pattern, (_, before: string) => joined(before) + rest);
}
