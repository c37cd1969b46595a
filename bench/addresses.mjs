// The addresses to measure: five, each with up to 200 variants that are not in the cache.
import { encoding, request } from './load.mjs';
import { builtPart } from './product.mjs';

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
 * The five addresses. Parameters that mean nothing and other spellings lead to the answer that is
 * kept, so uncached answers are:
 * - of the home page and the list: those in each language, after each of many changes of the
 *   register;
 * - of the others: each signatory's page, a search for another beginning of a name, another part of
 *   the map.
 */
export async function addresses(origin) {
  const { languages } = await builtPart('../../contract/languages');
  const slugs = await someSlugs(origin);
  const numbers = Array.from({ length: coldCount }, (_, index) => index + 1);
  return [
    {
      name: 'home page',
      hot: `${origin}/en`,
      cold: languages.map((language) => `${origin}/${language}`),
      changes: true,
    },
    {
      name: 'list, first page',
      hot: `${origin}/en/signatories`,
      cold: languages.map((language) => `${origin}/${language}/signatories`),
      changes: true,
    },
    {
      name: 'search',
      hot: `${origin}/en/signatories?q=koln`,
      cold: beginnings.slice(0, coldCount).map((word) => `${origin}/en/signatories?q=${word}`),
    },
    {
      name: 'signatory',
      hot: `${origin}/en/signatories/${slugs[0]}`,
      cold: slugs.slice(1, 1 + coldCount).map((slug) => `${origin}/en/signatories/${slug}`),
    },
    {
      name: 'map data',
      hot: `${origin}/api/v1/map`,
      cold: numbers.map((number) => `${origin}/api/v1/map?box=-30,25,${60 + number / 1000},72`),
    },
  ];
}

/** Slugs of signatories from across the list. */
async function someSlugs(origin) {
  const slugs = new Set();
  for (const first of 'abcdefghiklmnoprstuvw') {
    const { body } = await request(
      `${origin}/api/v1/signatories?q=${first}`,
      undefined,
      'identity',
    );
    for (const { slug } of JSON.parse(body).items) slugs.add(slug);
  }
  return [...slugs];
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
