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
 * Normalises text as it is stored: NFC, without zero-width, soft-hyphen, direction and private-use
 * characters, and with control characters and white space collapsed to single spaces. Invisible
 * characters are removed first, because one could keep a letter and its accent apart.
 */
export function clean(text: string): string {
  return text
    .replace(/[\p{Cf}\p{Co}\p{Cs}]+/gu, '')
    .replace(/[\p{Cc}\s]+/gu, ' ')
    .normalize('NFC')
    .trim();
}

/** The same for text with several lines. */
export function cleanLines(text: string): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(clean)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * A text of the site, as its editor wrote it: no-break spaces and the indents of Markdown are part
 * of it; control, direction and private-use characters are not.
 */
export function cleanSiteText(text: string): string {
  return text
    .replace(/\r\n?/g, '\n')
    .replace(/(?!\n)[\p{Cc}\p{Co}\p{Cs}\u200b\u2060\ufeff\u202a-\u202e\u2066-\u2069]/gu, '')
    .normalize('NFC')
    .replace(/[ \t]+$/gm, '')
    .replace(/\n{3,}/g, '\n\n')
    .replace(/^\n+|\n+$/g, '')
    .trim();
}

/**
 * Lower-case Latin letters without diacritics, words separated by single spaces: Köln → koln,
 * Харків → kharkiv, İzmir → izmir.
 */
export function fold(text: string): string {
  return anyAscii(text.normalize('NFKD').replace(marks, '').toLowerCase())
    .toLowerCase()
    .replace(notWord, ' ')
    .trim();
}

/** Two names in one country with the same key denote the same authority. */
export function identityKey(name: string): string {
  const words = fold(name).split(' ');
  const telling = words.filter((word) => !generic.has(word));
  return (telling.length > 0 ? telling : words).join(' ');
}

/**
 * All the forms of a name that a search can match. Each word follows a space, so that ` koln`
 * matches only the beginning of a word.
 */
export function searchText(names: string[]): string {
  const variants = names.flatMap((name) => [
    fold(name),
    fold(germanSpelling(name)),
    nativeFold(name),
  ]);
  return ` ${[...new Set(variants.flatMap((variant) => variant.split(' ')))].filter(Boolean).join(' ')} `;
}

/** The words of a search query, folded, so that a word in another script matches its Latin form. */
export function searchWords(query: string): string[] {
  return fold(query).split(' ').filter(Boolean).slice(0, 8);
}

/** Spells Köln as Koeln, for keyboards without umlauts. */
function germanSpelling(name: string): string {
  return name.replace(
    /[äöü]/giu,
    (letter) => ({ ä: 'ae', ö: 'oe', ü: 'ue' })[letter.toLowerCase()] ?? letter,
  );
}

function nativeFold(name: string): string {
  return name.normalize('NFKD').replace(marks, '').toLowerCase().replace(notWord, ' ').trim();
}
