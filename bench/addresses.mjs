// The addresses to measure: five, each with up to 200 variants that are not in the cache.
import { encoding, request } from './load.mjs';

const coldCount = 200;

/**
 * Real places, large and small, in several scripts; each is searched for once, as a user would type
 * it.
 */
export const placeNames = (
  'London|Paris|Berlin|Madrid|Roma|Kyiv|Wien|Warszawa|Praha|Budapest|Lisboa|Athina|Oslo|' +
  'Stockholm|Helsinki|Tallinn|Riga|Vilnius|Dublin|Tirana|' +
  'Köln|Zürich|Genève|Malmö|Łódź|Gdańsk|Brno|Košice|Iași|Plovdiv|Київ|Αθήνα|София|Тирана|' +
  'Sarajevo|Skopje|Izmir|Tbilisi|Yerevan|Baku|' +
  'Bergen|Göttingen|Besançon|Saint-Étienne|Sète|San Marino|Vaduz|Newcastle|Aberdeen|Cork'
).split('|');

/** A second set of places: searches must still be uncached when they are measured under load. */
const beginnings = 'abcdefghijklmnoprstuvwz'
  .split('')
  .flatMap((first) => 'aeiourlst'.split('').map((second) => `${first}${second}`));

/**
 * The five addresses. The cache key is the whole URL, so each bypasses the cache in its own way:
 * - home and signatory pages take no parameters: a meaningless one makes a new URL for the same
 *   page;
 * - the list refuses unknown parameters: the known one is percent-escaped differently each time;
 * - a search is for another name prefix each time; and the map shows another part of the world each
 *   time.
 */
export async function addresses(origin) {
  const slugs = await someSlugs(origin);
  const numbers = Array.from({ length: coldCount }, (_, index) => index + 1);
  return [
    {
      name: 'home page',
      hot: `${origin}/en`,
      cold: numbers.map((number) => `${origin}/en?nothing=${number}`),
    },
    {
      name: 'list, first page',
      hot: `${origin}/en/signatories`,
      cold: numbers.map((number) => `${origin}/en/signatories?${spelling('language=en', number)}`),
    },
    {
      name: 'search',
      hot: `${origin}/en/signatories?q=koln`,
      cold: beginnings.slice(0, coldCount).map((word) => `${origin}/en/signatories?q=${word}`),
    },
    {
      name: 'signatory',
      hot: `${origin}/en/signatories/${slugs[0]}`,
      cold: numbers.map(
        (number) => `${origin}/en/signatories/${slugs[number % slugs.length]}?nothing=${number}`,
      ),
    },
    {
      name: 'map data',
      hot: `${origin}/api/v1/map`,
      cold: numbers.map((number) => `${origin}/api/v1/map?box=-30,25,${60 + number / 1000},72`),
    },
  ];
}

/** The same words with each letter percent-escaped or not, according to the bits of a number. */
function spelling(words, number) {
  return [...words]
    .map((letter, index) =>
      /[a-z]/.test(letter) && number & (1 << index)
        ? `%${letter.charCodeAt(0).toString(16)}`
        : letter,
    )
    .join('');
}

/** Slugs of signatories from across the list. */
async function someSlugs(origin) {
  const slugs = [];
  for (const first of 'abcdefghiklmnoprstuvw') {
    const { body } = await request(
      `${origin}/api/v1/signatories?q=${first}`,
      undefined,
      'identity',
    );
    slugs.push(...JSON.parse(body).items.map(({ slug }) => slug));
  }
  return slugs;
}

/**
 * The size of the map's data in bytes as browsers get it: compressed with brotli, and with gzip.
 */
export async function mapSizes(origin) {
  const [brotli, gzip] = await Promise.all(
    ['br', encoding].map((accept) => request(`${origin}/api/v1/map`, undefined, accept)),
  );
  return { brotli: brotli.body.length, gzip: gzip.body.length };
}
