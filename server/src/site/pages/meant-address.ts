import { withQuery } from '../../../../contract/register-filter.js';
import { isLanguage, type Language } from '../../../../contract/languages.js';
import { clean, fold } from '../../platform/text/text.js';
import { canonicalAddress, gluedToLinks } from '../public/canonical-address.js';
import { feedFiles, pageOfWord, staffWords } from './page-words.js';

/** Where an address leads, and whether that depends on the reader's language. */
interface Meant {
  address: string;
  negotiated: boolean;
}

type Segments = readonly string[];

/** Folders of files, whose names are never changed. */
const folders = new Set(['assets', 'emblems', 'news-images', 'sitemaps', '.well-known']);
const rootFiles: ReadonlyMap<string, string> = new Map([
  ['robots.txt', '/robots.txt'],
  ['sitemap.xml', '/sitemap.xml'],
  ['sitemap', '/sitemap.xml'],
  ['sitemap_index.xml', '/sitemap.xml'],
  ['security.txt', '/.well-known/security.txt'],
  ['openapi.json', '/api/openapi.json'],
  ['favicon.ico', '/favicon.ico'],
  ['favicon.png', '/favicon.ico'],
  ['apple-touch-icon.png', '/apple-touch-icon.png'],
  ['apple-touch-icon-precomposed.png', '/apple-touch-icon.png'],
  ['manifest.webmanifest', '/manifest.webmanifest'],
  ['manifest.json', '/manifest.webmanifest'],
  ['site.webmanifest', '/manifest.webmanifest'],
]);
const pageFile = /\.(html?|php|aspx?|jsp)$/;
const homeWords = new Set(['index', 'home', 'default', 'accueil', 'startseite']);

/**
 * The page meant by an address that is nearly one of ours: capitals, slashes too many, a
 * missing language, a word of another language, characters added to the link in a mail. The result
 * is always a path of this site.
 * @returns null for an address that is correct already, and for one without a meaning.
 */
export function meantAddress(url: string, language: () => Language): Meant | null {
  const [, rawPath = '', rawQuery = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(url) ?? [];
  const decoded = decode(rawPath.replaceAll('\\', '/'));
  if (decoded === null) return null;
  // A question mark that was encoded twice still begins the query.
  const [, path = '', strayQuery = ''] = /^([^?#]*)(?:\?([^#]*))?/.exec(decoded) ?? [];
  const segments = partsOf(path);
  if (segments.includes('..')) return null;
  const meant = destination(segments, language);
  if (!meant) return null;
  const address = `/${meant.segments.map(encode).join('/')}`;
  if (address === rawPath && !url.includes('#')) return null;
  const query = [rawQuery, String(new URLSearchParams(strayQuery))].filter(Boolean).join('&');
  const wanted = canonicalAddress(withQuery(address, query));
  return {
    address: wanted.replace(/[^\x21-\x7e]/gu, encodeURIComponent),
    negotiated: meant.negotiated,
  };
}

interface Destination {
  segments: Segments;
  negotiated: boolean;
}

const at = (segments: Segments, negotiated = false): Destination => ({ segments, negotiated });
const atPath = (path: string): Destination => at(path.split('/').filter(Boolean));

function destination(segments: Segments, language: () => Language): Destination | null {
  const [given = '', ...rest] = segments;
  const first = given.toLowerCase();
  if (first === '' || (rest.length === 0 && homeWords.has(first.replace(pageFile, ''))))
    return at([]);
  const spoken = languageOf(first);
  if (spoken) return inLanguage(spoken, rest, false);
  const fixed = withoutLanguage(first, rest);
  if (fixed) return fixed;
  const page = inLanguage(language(), segments, true);
  return isKnown(page.segments) ? page : null;
}

/** `en`, and also `en-GB` or `en_GB`. */
function languageOf(part: string): Language | null {
  const [, code] = /^([a-z]{2})(?:[-_][a-z0-9]{2,4})?$/.exec(part) ?? [];
  return isLanguage(code) ? code : null;
}

/** Addresses without a language: files under fixed names, the workbench, the API. */
function withoutLanguage(first: string, rest: Segments): Destination | null {
  if (folders.has(first) || first === 'staff') return at([first, ...rest]);
  if (first === 'files') return at([first, ...rest.map((part) => part.toLowerCase())]);
  // Scripts and outlines are in folders with the same names as pages.
  if ((first === 'embed' || first === 'map') && rest.length > 0) return at([first, ...rest]);
  if (first === 'api' && !isGuide(rest))
    return at([first, ...rest.map((part, index) => (index < 2 ? part.toLowerCase() : part))]);
  const file = rest.length === 0 ? rootFiles.get(first) : undefined;
  return file === undefined ? null : atPath(file);
}

/** `/api`, `/api/v1`, `/api/docs`: the page for people who want to know what there is. */
function isGuide(rest: Segments): boolean {
  return (
    rest.length === 0 ||
    (rest.length === 1 && /^(v1|docs|swagger|index\.html)$/i.test(rest[0] ?? ''))
  );
}

/** Whether an address without a language begins with a word that we know. */
function isKnown([first, second = '']: Segments): boolean {
  return first === 'staff' || /^(page|print)$/.test(second) || pageOfWord(second) !== undefined;
}

function inLanguage(language: Language, rest: Segments, negotiated: boolean): Destination {
  const [given = '', ...more] = rest.map((part) => part.toLowerCase());
  // The addresses of the former site may have any ending.
  if (given === 'page' || given === 'print') return at([language, given, ...more], negotiated);
  const parts = [given, ...more].map((part, index, all) =>
    index === all.length - 1 ? part.replace(pageFile, '') : part,
  );
  const [typed = '', ...others] = parts;
  const first = knownWord(typed) ? typed : plain(typed);
  const alone = others.length === 0 ? wordAlone(language, typed, first) : null;
  if (alone) return at(alone, negotiated && alone[0] === language);
  return at([language, ...pageParts(pageOfWord(first) ?? typed, others)], negotiated);
}

/** The guide has no pages below it, and a country is written in capitals. */
function pageParts(page: string, others: Segments): Segments {
  if (page === 'api') return [page];
  return page === 'countries'
    ? [page, ...others.map((code) => code.toUpperCase())]
    : [page, ...others];
}

/** The page for a single word after the language. */
function wordAlone(language: Language, typed: string, first: string): Segments | null {
  if (typed === '' || homeWords.has(first)) return [language];
  if (staffWords.has(first)) return ['staff'];
  const feed = feedFiles.get(first);
  return feed === undefined ? null : [language, 'feeds', feed];
}

function knownWord(word: string): boolean {
  return pageOfWord(word) !== undefined || staffWords.has(word) || feedFiles.has(word);
}

/** A word without its accents, in Latin letters. */
function plain(word: string): string {
  return fold(word).replaceAll(' ', '-');
}

/**
 * The parts of a path. Programs call the API, and one that sends a wrong identifier must get an
 * error: only links to its files, which people pass on, are tidied.
 */
function partsOf(path: string): string[] {
  const parts = tidied(path);
  const [first = '', ...rest] = parts;
  const isQuestion = first.toLowerCase() === 'api' && !isGuide(rest) && !isFile(rest);
  return isQuestion ? path.split('/').filter(Boolean) : parts;
}

/** Whether the last part is the name of a file: `signatories.csv`. */
function isFile(parts: Segments): boolean {
  return /\.[a-z]+$/i.test(parts.at(-1) ?? '');
}

/**
 * The parts of a path without invisible characters, without parameters after a semicolon, and
 * without punctuation of a sentence at the end.
 */
function tidied(path: string): string[] {
  const parts = path
    .split('/')
    .map((part) => clean(part.replace(/;.*$/s, '')))
    .filter((part) => part !== '' && part !== '.');
  for (let last = parts.pop(); last !== undefined; last = parts.pop()) {
    const bare = last === '..' ? last : clean(last.replace(gluedToLinks, ''));
    if (bare) return [...parts, bare];
  }
  return [];
}

/** @returns null if it is not valid encoded text. */
function decode(path: string): string | null {
  try {
    return decodeURIComponent(path);
  } catch {
    return null;
  }
}

/** A part of a path: only what a path may not hold is encoded (RFC 3986 §3.3). */
function encode(part: string): string {
  return encodeURIComponent(part).replace(/%(3A|40|2C|2B|3D|26|24)/g, decodeURIComponent);
}
