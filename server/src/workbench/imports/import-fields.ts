import { authorityKinds, type AuthorityKind } from '../../../../contract/kinds.js';
import { eachFact, factOf } from '../../../../contract/facts.js';
import { importFields, type ImportField } from '../../../../contract/import-fields.js';
import { countryCodeOf } from '../../reference/countries/country-names.js';
import { fold } from '../../platform/text/text.js';

/** Maps fields to columns. A field without a column is absent. */
export type ImportColumns = Partial<Record<ImportField, number>>;

/** Common column headings of each field, in the form that `fold` produces. */
const headings: Record<ImportField, readonly string[]> = {
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
  ...eachFact((name) => factOf(name).headings),
  latitude: ['latitude', 'lat'],
  longitude: ['longitude', 'lon', 'lng', 'long'],
  sourceUrl: ['source url', 'source', 'reference', 'link', 'lien'],
  district: [
    'district',
    'admin2',
    'kreis',
    'landkreis',
    'powiat',
    'arrondissement',
    'okres',
    'comarca',
  ],
  officialCode: [
    ...[
      'official code',
      'municipality code',
      'commune code',
      'code insee',
      'insee',
      'ags',
      'gemeindeschluessel',
      'gemeindeschlussel',
    ],
    ...[
      'teryt',
      'istat',
      'codice istat',
      'codigo ine',
      'ine',
      'nis',
      'code ins',
      'lau',
      'lau code',
      'kommunenummer',
      'siruta',
      'katottg',
    ],
  ],
  placeId: ['geonames id', 'geonameid', 'geonames'],
  wikidataId: ['wikidata id', 'wikidata', 'wikidata qid', 'qid', 'wikidata item'],
};

/** The heading of a field in files that we generate. */
export function headingOf(field: ImportField): string {
  return headings[field][0]!;
}

/** The fields that these headings name, each once. */
export function fieldsNamed(columns: string[]): ImportField[] {
  const folded = new Set(columns.map(fold));
  return importFields.filter((field) => headings[field].some((heading) => folded.has(heading)));
}

/**
 * The likeliest meaning of each column, by its heading. If two columns have the same heading, a
 * colleague has to choose.
 */
export function guessColumns(columns: string[]): ImportColumns {
  const folded = columns.map(fold);
  const guess: ImportColumns = {};
  for (const field of importFields) {
    const heading = headings[field].find((name) => folded.includes(name));
    if (heading === undefined || folded.indexOf(heading) !== folded.lastIndexOf(heading)) continue;
    const index = folded.indexOf(heading);
    if (!Object.values(guess).includes(index)) guess[field] = index;
  }
  return guess;
}

/** Headings that more than one column has. */
export function repeatedHeadings(columns: string[]): string[] {
  const folded = columns.map(fold);
  return columns.filter((_, index) => {
    return (
      folded[index] !== '' &&
      folded.indexOf(folded[index]!) === index &&
      folded.lastIndexOf(folded[index]!) !== index
    );
  });
}

/**
 * A country's code, from its code or one of its names; other text stays unchanged, to be reported
 * as wrong.
 */
export function countryOf(text: string): string {
  return countryCodeOf(text) ?? text;
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
