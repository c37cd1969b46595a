import { factNames, factOf } from '../../../../contract/facts.js';
import { regionNames } from '../../../../contract/language-formats.js';
import { gazetteerDate } from '../../reference/places/gazetteer.js';
import type { NamesDto, SignatoryDto, SignatorySummaryDto } from '../public/public.dto.js';
import {
  dataset,
  geonamesAddress,
  nutsAddress,
  lastingAddress,
  pledgeAddress,
  wikidataAddress,
} from './dataset.js';
import {
  organisationPrefixes,
  organisationTerms,
  organisationType,
} from './public-organisation.js';

/**
 * Terms come from schema.org and, of organisations, from the EU's vocabulary; the inline context
 * lets programs read them without network access.
 */
export const exportContext = {
  '@vocab': 'https://schema.org/',
  schema: 'https://schema.org/',
  ...organisationPrefixes,
};
/** The context that search engines expect in a page. */
const pageContext = 'https://schema.org';

const types = {
  municipality: 'GovernmentOrganization',
  region: 'GovernmentOrganization',
  association: 'Organization',
  other: 'Organization',
} as const;

/**
 * A signatory and its endorsement: who has endorsed the Pact, since when, and with which pledges.
 */
export function signatoryNodes(signatory: SignatoryDto, baseUrl: string): object[] {
  const page = lastingAddress(baseUrl, signatory.id);
  const { kind, names, signedOn, pledges, jointAuthorities, demo } = signatory;
  const sameAs = otherAddresses(signatory);
  return [
    {
      '@type': [types[kind], organisationType(signatory)],
      '@id': `${page}#authority`,
      identifier: signatory.id,
      name: names.official,
      ...otherNames(names),
      mainEntityOfPage: page,
      ...factTerms(signatory),
      ...organisationTerms(signatory),
      ...(sameAs.body.length > 0 ? { sameAs: sameAs.body } : {}),
      areaServed: area(signatory, sameAs.area),
      ...(demo ? { disambiguatingDescription: 'Demonstration data, not a real signatory' } : {}),
    },
    {
      '@type': 'EndorseAction',
      '@id': `${page}#endorsement`,
      agent: { '@id': `${page}#authority` },
      ...(jointAuthorities.length > 0
        ? { participant: jointAuthorities.map((joint) => jointNode(joint, baseUrl)) }
        : {}),
      object: {
        '@type': 'CreativeWork',
        '@id': `${baseUrl}/en/pact#pact`,
        name: dataset.title.en.replace('Register of the ', ''),
        url: `${baseUrl}/en/pact`,
      },
      actionStatus: 'https://schema.org/CompletedActionStatus',
      ...(signedOn ? { startTime: signedOn } : {}),
      ...(pledges.length > 0
        ? { result: pledges.map((pledge) => pledgeNode(signatory.id, pledge, baseUrl)) }
        : {}),
    },
  ];
}

/** The facts of an authority that schema.org has a term for. */
const factTerms = (signatory: SignatoryDto): object =>
  Object.fromEntries(
    factNames.flatMap((name) => {
      const { term } = factOf(name);
      return term && signatory[name] ? [[term, signatory[name]]] : [];
    }),
  );

/**
 * The signatory's URIs in other data sets. A Wikidata item of a town or region denotes its area; an
 * item of an association or organisation denotes the body itself.
 */
function otherAddresses({ kind, geonamesId, wikidataId }: SignatoryDto): {
  area: string[];
  body: string[];
} {
  const geonames = geonamesId === null ? [] : [geonamesAddress(geonamesId)];
  const wikidata = wikidataId === null ? [] : [wikidataAddress(wikidataId)];
  return types[kind] === 'Organization'
    ? { area: geonames, body: wikidata }
    : { area: [...geonames, ...wikidata], body: [] };
}

function jointNode(
  { name, id }: SignatoryDto['jointAuthorities'][number],
  baseUrl: string,
): object {
  return {
    '@type': 'Organization',
    ...(id ? { '@id': `${lastingAddress(baseUrl, id)}#authority` } : {}),
    name,
  };
}

function otherNames({ official, en, fr }: NamesDto): { alternateName?: string[] } {
  const others = [...new Set([en, fr])].filter((name) => name !== official);
  return others.length > 0 ? { alternateName: others } : {};
}

function area(
  {
    names,
    latitude,
    longitude,
    countryCode,
    region,
    population,
    municipalityCode,
    nuts,
    nutsEdition,
  }: SignatoryDto,
  sameAs: string[],
): object {
  return {
    '@type': 'AdministrativeArea',
    name: names.official,
    ...(sameAs.length > 0 ? { sameAs } : {}),
    ...(latitude !== null && longitude !== null
      ? { geo: { '@type': 'GeoCoordinates', latitude, longitude } }
      : {}),
    ...(municipalityCode
      ? {
          identifier: {
            '@type': 'PropertyValue',
            name: `official code of the municipality (GeoNames, ${gazetteerDate})`,
            value: municipalityCode,
          },
        }
      : {}),
    ...(population
      ? { additionalProperty: { '@type': 'PropertyValue', name: 'population', value: population } }
      : {}),
    containedInPlace: [
      ...(region ? [{ '@type': 'AdministrativeArea', name: region }] : []),
      ...(nuts
        ? [
            {
              '@type': 'AdministrativeArea',
              '@id': nutsAddress(nuts),
              identifier: {
                '@type': 'PropertyValue',
                name: `NUTS ${nutsEdition}`,
                value: nuts,
              },
            },
          ]
        : []),
      {
        '@type': 'Country',
        identifier: countryCode,
        name: regionNames('en').of(countryCode) ?? countryCode,
      },
    ],
  };
}

/** schema.org has no type for a pledge, so it is modelled as a planned action. */
function pledgeNode(
  signatoryId: string,
  { id, pillar, action, pactVersion, ownWords, targetYear }: SignatoryDto['pledges'][number],
  baseUrl: string,
): object {
  return {
    '@type': 'PlanAction',
    '@id': pledgeAddress(baseUrl, signatoryId, id),
    name: ownWords ?? action,
    ...(action ? { identifier: action, object: wordingNode(action, pactVersion, baseUrl) } : {}),
    about: { '@id': `${baseUrl}/en/pact#${pillar}` },
    ...(targetYear ? { scheduledTime: String(targetYear) } : {}),
  };
}

/** The action as the Pact worded it when it was pledged. */
function wordingNode(action: string, version: number, baseUrl: string): object {
  return {
    '@type': 'CreativeWork',
    '@id': `${baseUrl}/en/pact/text?version=${version}#${action.replace('.', '-')}`,
    version: String(version),
  };
}

/** The register as a schema.org data set, with its downloadable files. */
export function datasetNode(
  baseUrl: string,
  register: { version: number; changedAt: string },
): object {
  const file = (extension: string, encodingFormat: string) => ({
    '@type': 'DataDownload',
    name: extension.toUpperCase(),
    encodingFormat,
    contentUrl: `${baseUrl}/api/v1/signatories.${extension}`,
  });
  return {
    '@type': 'Dataset',
    '@id': `${baseUrl}/api/v1/catalogue#dataset`,
    name: dataset.title.en,
    alternateName: dataset.title.fr,
    description: dataset.description.en,
    url: `${baseUrl}/en/data`,
    license: dataset.licence,
    isAccessibleForFree: true,
    keywords: dataset.keywords.en,
    inLanguage: ['en', 'fr'],
    version: String(register.version),
    dateModified: register.changedAt,
    creator: { '@type': 'Organization', name: dataset.publisher.en, url: dataset.publisherPage },
    distribution: [
      file('csv', 'text/csv'),
      file('xlsx', 'application/vnd.openxmlformats-officedocument.spreadsheetml.sheet'),
      file('json', 'application/json'),
      file('geojson', 'application/geo+json'),
      file('jsonld', 'application/ld+json'),
      file('parquet', 'application/vnd.apache.parquet'),
    ],
  };
}

/** Structured data for a signatory's page. */
export function signatoryStructuredData(signatory: SignatoryDto, baseUrl: string): object {
  return {
    '@context': [pageContext, organisationPrefixes],
    '@graph': signatoryNodes(signatory, baseUrl),
  };
}

/** Structured data for a page of the list: the data set, and the signatories on this page. */
export function listStructuredData(
  items: SignatorySummaryDto[],
  baseUrl: string,
  register: { version: number; changedAt: string },
): object {
  const list = items.map(({ id, kind, names }, index) => {
    const page = lastingAddress(baseUrl, id);
    return {
      '@type': 'ListItem',
      position: index + 1,
      item: {
        '@type': types[kind],
        '@id': `${page}#authority`,
        name: names.official,
        mainEntityOfPage: page,
      },
    };
  });
  return {
    '@context': pageContext,
    '@graph': [datasetNode(baseUrl, register), { '@type': 'ItemList', itemListElement: list }],
  };
}

export async function* graphOf(
  signatories: AsyncIterable<SignatoryDto>,
  baseUrl: string,
  register: { version: number; changedAt: string },
): AsyncGenerator<object> {
  yield datasetNode(baseUrl, register);
  for await (const signatory of signatories) yield* signatoryNodes(signatory, baseUrl);
}
