import anyAscii from 'any-ascii';
import { spellingsOf, tellingWords, withoutLongSaint } from './name-words.js';

const marks = /\p{M}+/gu;
const notWord = /[^\p{L}\p{N}]+/gu;
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

/**
 * A name as it is stored. Invisible characters that come with pasted text are removed: soft
 * hyphens, zero-width spaces, direction marks between words. Characters that reorder, join or hide
 * letters stay for `nameFault` to refuse, because without them the name would not be what was
 * typed.
 */
export function cleanName(text: string): string {
  return text
    .replace(/[\u00ad\u061c\u200b\u200e\u200f\u2060\ufeff]+/gu, '')
    .replace(/\s+/gu, ' ')
    .normalize('NFC')
    .trim();
}

/** The same, but keeps no-break spaces, which French typography needs. */
export function cleanTypeset(text: string): string {
  return text
    .replace(/[\p{Cf}\p{Co}\p{Cs}]+/gu, '')
    .replace(/[\p{Cc} ]+/gu, ' ')
    .normalize('NFC')
    .trim();
}

/** The same for text with several lines: applies `each` to every line. */
export function cleanLines(text: string, each = clean): string {
  return text
    .split(/\r\n|\r|\n/)
    .map(each)
    .join('\n')
    .replace(/\n{3,}/g, '\n\n')
    .trim();
}

/**
 * A text of the site as its editor wrote it. No-break spaces and the indents of Markdown are kept;
 * control, direction and private-use characters are not.
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

/**
 * Two names in one country with the same key denote the same authority. A change here needs a new
 * `nameEdition`, so that stored keys are recalculated.
 */
export function identityKey(name: string): string {
  const withoutArticles = name.replace(/(?<![\p{L}\p{N}])[dl]['’](?=\p{L})/giu, ' ');
  return tellingWords(fold(withoutArticles).split(' ')).map(withoutLongSaint).join(' ');
}

/** Increase this whenever `identityKey` or `searchText` changes its result for a name. */
export const nameEdition = 2;

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
  const words = variants.flatMap((variant) => variant.split(' '));
  const spellings = [...words, ...words.flatMap(spellingsOf)];
  return ` ${[...new Set(spellings)].filter(Boolean).join(' ')} `;
}

/** The words of a search query, folded, so that a word in another script matches its Latin form. */
export function searchWords(query: string): string[] {
  return fold(query).split(' ').filter(Boolean).slice(0, 8);
}

/** The same without words like "Stadt" or "Ville de", unless no others are left. */
export function tellingSearchWords(query: string): string[] {
  return tellingWords(fold(query).split(' ').filter(Boolean)).slice(0, 8);
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
