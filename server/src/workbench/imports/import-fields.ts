import { authorityKinds, type AuthorityKind } from '../../../../contract/kinds.js';
import { importFields, type ImportField } from '../../../../contract/import-fields.js';
import { isoCountries } from '../../../../contract/countries.js';
import { fold } from '../../platform/text/text.js';

/** Which column holds what; a field that no column holds has none. */
export type ImportColumns = Partial<Record<ImportField, number>>;

/** How columns are called in the files that people have, folded. */
const headings: Record<ImportField, string[]> = {
  publicId: ['public id', 'id', 'identifier'],
  nameOfficial: [
    'name local',
    'local name',
    'official name',
    'name official',
    'name',
    'nom',
    'nom officiel',
    'nom local',
    'authority',
    'collectivite',
  ],
  nameEn: [
    'name en',
    'english name',
    'name english',
    'name in english',
    'nom en',
    'nom anglais',
    'nom en anglais',
  ],
  nameFr: [
    'name fr',
    'french name',
    'name french',
    'name in french',
    'nom fr',
    'nom francais',
    'nom en francais',
  ],
  countryCode: ['country iso2', 'country code', 'country', 'iso2', 'iso', 'pays', 'code pays'],
  kind: ['kind', 'type', 'category', 'categorie', 'level', 'niveau'],
  region: ['region', 'province', 'state', 'admin1', 'land', 'county', 'departement'],
  signedOn: [
    'signed on',
    'signed',
    'date',
    'joined on',
    'joined',
    'date of signature',
    'signature',
    'date de signature',
    'date d adhesion',
    'signe le',
  ],
  website: ['website', 'web', 'url', 'site', 'site web', 'homepage'],
  population: ['population', 'inhabitants', 'habitants'],
  latitude: ['latitude', 'lat'],
  longitude: ['longitude', 'lon', 'lng', 'long'],
  sourceUrl: ['source url', 'source', 'reference', 'link', 'lien'],
  wikidataId: ['wikidata id', 'wikidata', 'wikidata qid', 'qid', 'wikidata item'],
};

/**
 * The likeliest meaning of each column, by its heading. Where nothing is called an official name,
 * the English one stands in for it.
 */
export function guessColumns(columns: string[]): ImportColumns {
  const folded = columns.map(fold);
  const guess: ImportColumns = {};
  for (const field of importFields) {
    const index = headings[field]
      .map((heading) => folded.indexOf(heading))
      .find((found) => found >= 0);
    if (index !== undefined && !Object.values(guess).includes(index)) guess[field] = index;
  }
  return guess;
}

const countryNames = new Map(
  ['en', 'fr', 'de', 'es', 'it'].flatMap((language) => {
    const names = new Intl.DisplayNames([language], { type: 'region' });
    return isoCountries.map((code) => [fold(names.of(code) ?? code), code] as const);
  }),
);

/**
 * A country's code, from its code or its name in a large language; what is neither stays as it is,
 * to be named as wrong.
 */
export function countryOf(text: string): string {
  if (/^[A-Za-z]{2}$/.test(text)) return text.toUpperCase();
  return countryNames.get(fold(text)) ?? text;
}

const kindWords: Record<AuthorityKind, string[]> = {
  municipality: [
    'city',
    'town',
    'village',
    'commune',
    'ville',
    'municipalite',
    'local',
    'local authority',
    'stadt',
    'gemeinde',
  ],
  region: [
    'county',
    'province',
    'state',
    'land',
    'departement',
    'canton',
    'regional authority',
    'regional',
  ],
  association: ['association of municipalities', 'union', 'federation', 'verband'],
  other: [
    'organisation',
    'organization',
    'autre',
    'ngo',
    'ong',
    'other organisation',
    'autre organisation',
  ],
};

export function kindOf(text: string): string {
  const folded = fold(text);
  return authorityKinds.find((kind) => kind === folded || kindWords[kind].includes(folded)) ?? text;
}

/**
 * 13.05.2014 and 13/05/2014 are the 13th of May all over Europe; 2014-05-13 00:00 comes from
 * spreadsheets.
 */
export function dayOf(text: string): string {
  const european = /^(\d{1,2})[./](\d{1,2})[./](\d{4})$/.exec(text);
  if (european)
    return `${european[3]}-${european[2]!.padStart(2, '0')}-${european[1]!.padStart(2, '0')}`;
  return /^(\d{4}-\d{2}-\d{2})[T ]/.exec(text)?.[1] ?? text;
}
