const letterOrDigit = String.raw`[\p{L}\p{N}]`;
const between = String.raw`[\s,.]+`;
const shortest = 4;

/**
 * Finds a name in a decomposed text (NFD), in either order and with an initial for the first name,
 * whatever accents were typed. Null for a name that is too short to be searched for: it would make
 * holes in other words.
 */
export function namePattern(name: string): RegExp | null {
  const parts = partsOf(name);
  if (parts.join('').length < shortest) return null;
  const [first, ...rest] = parts;
  const spellings = [parts.map(loosely).join(between)];
  if (rest.length > 0) {
    const last = rest.map(loosely).join(between);
    spellings.push(
      `${last}${between}${loosely(first!)}`,
      `${loosely([...first!][0]!)}${between}${last}`,
    );
  }
  return new RegExp(
    `(?<!${letterOrDigit}\\p{M}*)(?:${spellings.join('|')})(?!${letterOrDigit})`,
    'giu',
  );
}

/** The words of a name, without accents and in lower case. */
export function partsOf(name: string): string[] {
  return (plain(name).match(/[\p{L}\p{N}'’-]+/gu) ?? []).filter((part) => /\p{L}/u.test(part));
}

/** Without accents, in lower case. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** Each letter with whatever accents follow it. A word from `partsOf` needs no escapes. */
function loosely(word: string): string {
  return [...word].map((letter) => `${letter}\\p{M}*`).join('');
}
