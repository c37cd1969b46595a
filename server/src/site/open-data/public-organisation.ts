import type { SignatoryDto } from '../public/public.dto.js';
import { dataset, geonamesAddress } from './dataset.js';

/**
 * The vocabularies of the EU's Core Public Organisation Vocabulary 2.1.1 (SEMIC), whose terms stand
 * beside those of schema.org: https://semiceu.github.io/CPOV/releases/2.1.1/
 */
export const organisationPrefixes = {
  adms: 'http://www.w3.org/ns/adms#',
  cv: 'http://data.europa.eu/m8g/',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  org: 'http://www.w3.org/ns/org#',
  skos: 'http://www.w3.org/2004/02/skos/core#',
};

/**
 * Towns and regions are public by law. Whether an association or another organisation is depends on
 * its country, so of those it says no more than that they are organisations.
 */
export function organisationType({ kind }: Pick<SignatoryDto, 'kind'>): string {
  const isPublic = kind === 'municipality' || kind === 'region';
  return isPublic ? 'cv:PublicOrganisation' : 'org:Organization';
}

/** What the vocabulary has a term for; the area only where it has an address of its own. */
export function organisationTerms({ id, names, website, geonamesId }: SignatoryDto): object {
  return {
    'skos:prefLabel': labels(names),
    'adms:identifier': {
      '@type': 'adms:Identifier',
      'skos:notation': id,
      'adms:schemaAgency': dataset.publisher.en,
    },
    ...(website ? { 'foaf:homepage': { '@id': website } } : {}),
    ...(geonamesId === null ? {} : { 'dct:spatial': { '@id': geonamesAddress(geonamesId) } }),
  };
}

/** One label in each language, as SKOS asks; none in a language that nobody knows. */
function labels({ official, officialLanguage, en, fr }: SignatoryDto['names']): object[] {
  const known = officialLanguage === 'und' ? {} : { [officialLanguage]: official };
  const all = Object.entries({ en, fr, ...known });
  return all.map(([language, label]) => ({ '@value': label, '@language': language }));
}
