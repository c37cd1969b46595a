import anyAscii from 'any-ascii';

const marks = /\p{M}+/gu;
const notWord = /[^\p{L}\p{N}]+/gu;
/** Words that say what kind of authority it is, not which one: "City of Köln" is Köln. */
const generic = new Set([
  'city',
  'town',
  'municipality',
  'commune',
  'ville',
  'stadt',
  'gemeinde',
  'comune',
  'ayuntamiento',
  'mairie',
  'of',
  'de',
  'la',
  'le',
  'the',
  'grad',
  'opstina',
  'miasto',
  'gmina',
  'obec',
  'mesto',
  'misto',
  'dimos',
  'land',
  'region',
  'province',
  'county',
  'kommune',
  'kommun',
  'gemeente',
  'municipio',
  'ciudad',
  'cidade',
  'citta',
  'municipiul',
  'obshtina',
  'hromada',
  'bashkia',
  'belediyesi',
  'savivaldybe',
  'kaupunki',
]);

/**
 * NFC, without zero-width, soft-hyphen, direction and private characters, with control characters
 * and white space as single spaces: how every text is stored. What cannot be seen goes first, else
 * it could keep a letter and its accent apart.
 */
export function clean(text: string): string {
  return text
    .replace(/[\p{Cf}\p{Co}\p{Cs}]+/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .normalize('NFC')
    .trim();
}

/** The same over several lines. */
export function cleanLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(clean)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * Lower case Latin letters without marks, words parted by single spaces: Köln → koln, Харків →
 * kharkiv, İzmir → izmir.
 */
export function fold(text: string): string {
  return anyAscii(text.normalize('NFKD').replace(marks, '').toLowerCase())
    .toLowerCase()
    .replace(notWord, ' ')
    .trim();
}

/** What makes two names of one country the same authority. */
export function identityKey(name: string): string {
  const words = fold(name).split(' ');
  const telling = words.filter((word) => !generic.has(word));
  return (telling.length > 0 ? telling : words).join(' ');
}

/**
 * All that a search may find a name by; each word stands after a space, so that ` koln` matches the
 * beginning of a word only.
 */
export function searchText(names: string[]): string {
  const variants = names.flatMap((name) => [
    fold(name),
    fold(germanSpelling(name)),
    nativeFold(name),
  ]);
  return ` ${[...new Set(variants.flatMap((variant) => variant.split(' ')))].filter(Boolean).join(' ')} `;
}

/**
 * The words somebody searches for, folded; a word in a script of its own also stands for its Latin
 * form.
 */
export function searchWords(query: string): string[] {
  return fold(query).split(' ').filter(Boolean).slice(0, 8);
}

/** German keyboards write Köln as Koeln. */
function germanSpelling(name: string): string {
  return name.replace(
    /[äöü]/giu,
    (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[letter.toLowerCase()] ?? letter,
  );
}

function nativeFold(name: string): string {
  return name.normalize('NFKD').replace(marks, '').toLowerCase().replace(notWord, ' ').trim();
}
