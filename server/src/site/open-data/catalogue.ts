import {
  authority,
  concepts,
  inBoth,
  publisherType,
  referredTo,
  taxonomy,
  themes,
} from './catalogue-terms.js';
import { dataset } from './dataset.js';
import { changesTable } from './change-table.js';
import { signatoriesTable } from './columns.js';
import type { TableTexts } from './data-table.js';
import { formats, type FormatName } from './formats.js';
import { pledgesTable } from './pledge-tables.js';
import { reportsTable } from './report-table.js';
import type { RdfNode } from './rdf.js';
import type { SnapshotDto } from './snapshots.dto.js';

export const prefixes = {
  dcat: 'http://www.w3.org/ns/dcat#',
  dct: 'http://purl.org/dc/terms/',
  foaf: 'http://xmlns.com/foaf/0.1/',
  skos: 'http://www.w3.org/2004/02/skos/core#',
  vcard: 'http://www.w3.org/2006/vcard/ns#',
  spdx: 'http://spdx.org/rdf/terms#',
  xsd: 'http://www.w3.org/2001/XMLSchema#',
};

const licence: RdfNode = { '@id': `${authority}/licence/CC_BY_4_0` };
const languages: RdfNode[] = ['ENG', 'FRA'].map((code) => ({
  '@id': `${authority}/language/${code}`,
}));
/** The file type in the EU's table, if it certainly has one. */
const fileTypes: Record<FormatName, string | null> = {
  csv: 'CSV',
  xlsx: 'XLSX',
  json: 'JSON',
  geojson: 'GEOJSON',
  jsonld: 'JSON_LD',
  parquet: null,
};
const standards: Partial<Record<FormatName, string>> = {
  csv: 'https://www.rfc-editor.org/rfc/rfc4180',
  geojson: 'https://www.rfc-editor.org/rfc/rfc7946',
  jsonld: 'https://www.w3.org/TR/json-ld11/',
};

/** Tables besides signatories: separate data sets, in three formats. */
const furtherTables = [pledgesTable, reportsTable, changesTable];
const tableFormats = ['csv', 'json', 'parquet'] as const;
const dataSets = ['dataset', ...furtherTables.map(({ name }) => name)];

const moment = (value: string) => ({ '@value': value, '@type': 'xsd:dateTime' });

/**
 * The register as a catalogue for data portals to harvest (DCAT-AP 3): catalogue, data set, files,
 * API.
 */
export function catalogue(
  baseUrl: string,
  register: { version: number; changedAt: string },
  newest: SnapshotDto | undefined,
  logKeys: readonly string[],
): RdfNode[] {
  const here = hereIn(baseUrl);
  const publisher = { '@id': here('publisher') };
  const files = [
    ...(Object.keys(formats) as FormatName[]).map((format) =>
      distribution(baseUrl, signatoriesTable, format, register.changedAt),
    ),
    ...(newest ? [snapshot(baseUrl, newest)] : []),
  ];
  const further = furtherTables.map((table) => {
    const ofTable = tableFormats.map((format) =>
      distribution(baseUrl, table, format, register.changedAt),
    );
    return { node: dataSet(baseUrl, table.name, table, ofTable, register), files: ofTable };
  });
  const texts = {
    'dct:title': inBoth(dataset.title),
    'dct:description': inBoth(dataset.description),
    'dct:publisher': publisher,
  };
  const described: RdfNode[] = [
    {
      '@id': here('catalogue'),
      '@type': 'dcat:Catalog',
      ...texts,
      'dct:language': languages,
      'dct:license': licence,
      'dct:modified': moment(register.changedAt),
      'foaf:homepage': { '@id': `${baseUrl}/en/data` },
      'dcat:themeTaxonomy': { '@id': taxonomy },
      'dcat:dataset': dataSets.map((name) => ({ '@id': here(name) })),
      'dcat:service': [{ '@id': here('api') }, { '@id': here('log') }],
    },
    dataSet(baseUrl, 'dataset', dataset, files, register),
    ...further.map(({ node }) => node),
    ...files,
    ...further.flatMap((table) => table.files),
    {
      '@id': here('api'),
      '@type': 'dcat:DataService',
      'dct:title': [
        { '@value': 'Register API', '@language': 'en' },
        { '@value': 'API du registre', '@language': 'fr' },
      ],
      'dct:publisher': publisher,
      'dct:license': licence,
      'dct:accessRights': { '@id': `${authority}/access-right/PUBLIC` },
      'dcat:contactPoint': { '@id': here('contact') },
      'dcat:endpointURL': { '@id': `${baseUrl}/api/v1` },
      'dcat:endpointDescription': { '@id': `${baseUrl}/api/openapi.json` },
      'dcat:servesDataset': dataSets.map((name) => ({ '@id': here(name) })),
    },
    {
      '@id': here('log'),
      '@type': 'dcat:DataService',
      'dct:title': [
        { '@value': 'Public log of the register', '@language': 'en' },
        { '@value': 'Journal public du registre', '@language': 'fr' },
      ],
      'dct:description': logKeys.flatMap((key) => [
        { '@value': `Signed with the key ${key}`, '@language': 'en' },
        { '@value': `Signé avec la clé ${key}`, '@language': 'fr' },
      ]),
      'dct:publisher': publisher,
      'dct:license': licence,
      'dct:accessRights': { '@id': `${authority}/access-right/PUBLIC` },
      'dct:conformsTo': { '@id': 'https://c2sp.org/tlog-tiles' },
      'dcat:contactPoint': { '@id': here('contact') },
      'dcat:endpointURL': { '@id': `${baseUrl}/log` },
      'dcat:endpointDescription': { '@id': 'https://c2sp.org/tlog-tiles' },
      'dcat:servesDataset': { '@id': here('dataset') },
    },
    {
      '@id': here('publisher'),
      '@type': 'foaf:Agent',
      'foaf:name': inBoth(dataset.publisher),
      'foaf:homepage': { '@id': dataset.publisherPage },
      'dct:type': { '@id': publisherType },
    },
    {
      '@id': here('contact'),
      '@type': ['vcard:Organization', 'vcard:Kind'],
      'vcard:fn': dataset.publisher.en,
      'vcard:hasURL': { '@id': dataset.publisherPage },
    },
  ];
  return [...described, ...referredTo(described), ...concepts];
}

const hereIn = (baseUrl: string) => (name: string) => `${baseUrl}/api/v1/catalogue#${name}`;

/** One set of data, and its files. */
function dataSet(
  baseUrl: string,
  name: string,
  { title, description }: Pick<TableTexts, 'title' | 'description'>,
  files: RdfNode[],
  register: { version: number; changedAt: string },
): RdfNode {
  const here = hereIn(baseUrl);
  return {
    '@id': here(name),
    '@type': 'dcat:Dataset',
    'dct:title': inBoth(title),
    'dct:description': inBoth(description),
    'dct:publisher': { '@id': here('publisher') },
    'dct:identifier': here(name),
    'dct:modified': moment(register.changedAt),
    'dcat:version': String(register.version),
    'dct:accrualPeriodicity': { '@id': `${authority}/frequency/UPDATE_CONT` },
    'dct:accessRights': { '@id': `${authority}/access-right/PUBLIC` },
    'dct:language': languages,
    'dct:spatial': { '@id': `${authority}/continent/EUROPE` },
    'dcat:theme': Object.keys(themes).map((code) => ({ '@id': `${taxonomy}/${code}` })),
    'dcat:keyword': (['en', 'fr'] as const).flatMap((language) =>
      dataset.keywords[language].map((word) => ({ '@value': word, '@language': language })),
    ),
    'dcat:contactPoint': { '@id': here('contact') },
    'dcat:landingPage': { '@id': `${baseUrl}/en/data` },
    'dcat:distribution': files.map((file) => ({ '@id': file['@id']! })),
    'foaf:page': { '@id': `${baseUrl}/en/api` },
  };
}

function distribution(
  baseUrl: string,
  { name, title }: TableTexts,
  format: FormatName,
  changedAt: string,
): RdfNode {
  const address = `${baseUrl}/api/v1/${name}.${format}`;
  const standard = standards[format];
  const fileType = fileTypes[format];
  const shown = fileType ?? format;
  return {
    '@id': `${address}#distribution`,
    '@type': 'dcat:Distribution',
    'dct:title': inBoth({ en: `${title.en} (${shown})`, fr: `${title.fr} (${shown})` }),
    'dcat:accessURL': { '@id': `${baseUrl}/en/data` },
    'dcat:downloadURL': { '@id': address },
    'dcat:mediaType': {
      '@id':
        'https://www.iana.org/assignments/' +
        `media-types/${formats[format].mediaType.split(';')[0]}`,
    },
    ...(fileType ? { 'dct:format': { '@id': `${authority}/file-type/${fileType}` } } : {}),
    'dct:license': licence,
    'dct:modified': moment(changedAt),
    'dcat:accessService': { '@id': `${baseUrl}/api/v1/catalogue#api` },
    'dct:conformsTo': standard ? [{ '@id': standard }] : [],
  };
}

function snapshot(baseUrl: string, { day, sha256, bytes, madeAt }: SnapshotDto): RdfNode {
  const address = `${baseUrl}/api/v1/snapshots/${day}.csv`;
  return {
    '@id': `${address}#distribution`,
    '@type': 'dcat:Distribution',
    'dct:title': [
      { '@value': `Snapshot of ${day} (CSV)`, '@language': 'en' },
      { '@value': `Copie datée du ${day} (CSV)`, '@language': 'fr' },
    ],
    'dcat:accessURL': { '@id': `${baseUrl}/en/data` },
    'dcat:downloadURL': { '@id': address },
    'dcat:mediaType': { '@id': 'https://www.iana.org/assignments/media-types/text/csv' },
    'dct:format': { '@id': `${authority}/file-type/CSV` },
    'dct:license': licence,
    'dct:issued': moment(madeAt),
    'dcat:byteSize': { '@value': String(bytes), '@type': 'xsd:nonNegativeInteger' },
    'spdx:checksum': {
      '@type': 'spdx:Checksum',
      'spdx:algorithm': { '@id': 'http://spdx.org/rdf/terms#checksumAlgorithm_sha256' },
      'spdx:checksumValue': { '@value': sha256, '@type': 'xsd:hexBinary' },
    },
  };
}
