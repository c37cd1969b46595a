const letterOrDigit = String.raw`[\p{L}\p{N}]`;
const between = String.raw`[\s,.]+`;
const shortest = 4;
const hyphen = String.raw`[\s\p{Pd}]*`;
const apostrophes = "'’‘ʼʹ`´";

/**
 * Finds a name in a decomposed text (NFD), in either order and with an initial for the first name,
 * whatever accents, capitals, hyphens and apostrophes were typed. Null for a name that is too
 * short, because it would match inside other words.
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

/** The longest part of a name in the form of `roughText`, for the database to find candidates. */
export function roughPiece(name: string): string | undefined {
  return rough(plain(name))
    .split(/[^\p{L}\p{N}]+/u)
    .sort((one, other) => other.length - one.length)[0];
}

/** SQL that folds a text so that it contains `roughPiece` wherever `namePattern` finds the name. */
export const roughText = (text: string) =>
  `replace(replace(replace(replace(translate(
     regexp_replace(normalize(lower(${text} COLLATE "und-x-icu"), NFD),
       U&'[\\0300-\\036F\\0483-\\0487\\0591-\\05BD\\064B-\\0655''’‘ʼʹ\`´]', '', 'g'),
     '${strokes}', '${bare}'), 'ß', 'ss'), 'ae', 'a'), 'oe', 'o'), 'ue', 'u')`;

/** Letters that other keyboards or capitals replace, and that NFD does not decompose. */
const strokes = 'ςıłøđħ';
const bare = 'σilodh';

/** The same as `roughText`, for a text without accents. */
function rough(text: string): string {
  return text
    .replace(new RegExp(`[${apostrophes}]`, 'gu'), '')
    .replace(new RegExp(`[${strokes}]`, 'gu'), (letter) => bare[strokes.indexOf(letter)]!)
    .replaceAll('ß', 'ss')
    .replace(/([aou])e/g, '$1');
}

/** The words of a name, without accents and in lower case. */
function partsOf(name: string): string[] {
  const word = new RegExp(`[\\p{L}\\p{N}\\p{Pd}${apostrophes}]+`, 'gu');
  // "Müller" is "Mueller" on many keyboards, and the other way round.
  const spelled = name.normalize('NFC').replace(/[äöü]/giu, (letter) => `${letter}e`);
  return (plain(spelled).match(word) ?? []).filter((part) => /\p{L}/u.test(part));
}

/** Without accents, in lower case. */
export function plain(text: string): string {
  return text
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .toLowerCase();
}

/** Each letter of a word from `partsOf`, as people may have written it. */
function loosely(word: string): string {
  return (word.match(/ss|ß|[aou]e|\p{Pd}+|./gu) ?? []).map(looselyOne).join('');
}

function looselyOne(letter: string): string {
  if (letter === 'ss' || letter === 'ß') return '(?:ss|ß)';
  if (letter.length === 2) return `${letter[0]}(?:\\p{M}*e\\p{M}*|\\p{M}*)`;
  if (/\p{Pd}/u.test(letter)) return hyphen;
  if (apostrophes.includes(letter)) return `[${apostrophes}]?`;
  const one = alike.find((letters) => letters.includes(letter)) ?? letter;
  return `[${one}]\\p{M}*`;
}
const alike = ['iı', 'lł', 'oø', 'dđ', 'hħ'];
