import { columnOfFact, factOf, laterFacts, type FactName } from '../../../../contract/facts.js';
import { gazetteerDate, gazetteerDateFr } from '../../reference/places/gazetteer.js';
import type { PillarDto } from '../public/pact.dto.js';
import type { SignatoryDto } from '../public/public.dto.js';
import type { DataColumn as ColumnOf, TableTexts } from './data-table.js';
import { dataset, lastingAddress } from './dataset.js';

type DataColumn = ColumnOf<SignatoryDto>;

const pillarTitles: Record<PillarDto['code'], { en: string; fr: string }> = {
  prevention: { en: 'Pledges on prevention', fr: 'Engagements de prévention' },
  protection: { en: 'Pledges on protection', fr: 'Engagements de protection' },
  prosecution: { en: 'Pledges on prosecution', fr: 'Engagements de poursuites' },
  participation: { en: 'Pledges on participation', fr: 'Engagements de participation' },
};

const ofType = {
  address: { kind: 'text', datatype: 'anyURI' },
  whole: { kind: 'number', datatype: 'integer' },
  phone: { kind: 'text' },
  pillars: { kind: 'text' },
} as const;

function factColumn(name: FactName): DataColumn {
  const { type, title } = factOf(name);
  return {
    name: columnOfFact(name),
    ...ofType[type],
    title,
    value: (signatory) => signatory[name],
  };
}

/**
 * The columns of the register as a table, used by the CSV, its metadata, the XLSX and the
 * snapshots. New columns are added at the end.
 */
export const columns: readonly DataColumn[] = [
  {
    name: 'id',
    kind: 'text',
    required: true,
    title: { en: 'Identifier', fr: 'Identifiant' },
    value: ({ id }) => id,
  },
  {
    name: 'url',
    kind: 'text',
    datatype: 'anyURI',
    required: true,
    title: { en: 'Address that never changes', fr: 'Adresse permanente' },
    value: ({ id }, baseUrl) => lastingAddress(baseUrl, id),
  },
  {
    name: 'state',
    kind: 'text',
    required: true,
    title: { en: 'State: published or on_hold', fr: 'État : published ou on_hold' },
    value: ({ state }) => state,
  },
  {
    name: 'kind',
    kind: 'text',
    required: true,
    title: { en: 'Kind of authority', fr: 'Type de collectivité' },
    value: ({ kind }) => kind,
  },
  {
    name: 'country_code',
    kind: 'text',
    required: true,
    title: { en: 'Country (ISO 3166-1 alpha-2)', fr: 'Pays (ISO 3166-1 alpha-2)' },
    value: ({ countryCode }) => countryCode,
  },
  {
    name: 'region',
    kind: 'text',
    title: { en: 'Admin unit it lies in', fr: 'Unité administrative' },
    value: ({ region }) => region || null,
  },
  {
    name: 'name_official',
    kind: 'text',
    required: true,
    title: { en: 'Official name', fr: 'Nom officiel' },
    value: ({ names }) => names.official,
  },
  {
    name: 'name_official_language',
    kind: 'text',
    required: true,
    title: { en: 'Language of the official name (BCP 47)', fr: 'Langue du nom officiel (BCP 47)' },
    value: ({ names }) => names.officialLanguage,
  },
  {
    name: 'name_en',
    kind: 'text',
    required: true,
    title: { en: 'Name in English', fr: 'Nom en anglais' },
    value: ({ names }) => names.en,
  },
  {
    name: 'name_fr',
    kind: 'text',
    required: true,
    title: { en: 'Name in French', fr: 'Nom en français' },
    value: ({ names }) => names.fr,
  },
  {
    name: 'signed_on',
    kind: 'day',
    title: {
      en: 'Date of joining (year, month or day)',
      fr: 'Date d’adhésion (année, mois ou jour)',
    },
    value: ({ signedOn }) => signedOn,
  },
  {
    name: 'published_at',
    kind: 'moment',
    datatype: 'dateTime',
    required: true,
    title: { en: 'On this register since', fr: 'Au registre depuis' },
    value: ({ publishedAt }) => publishedAt,
  },
  {
    name: 'changed_at',
    kind: 'moment',
    datatype: 'dateTime',
    required: true,
    title: { en: 'Last changed', fr: 'Dernière modification' },
    value: ({ changedAt }) => changedAt,
  },
  {
    name: 'latitude',
    kind: 'number',
    datatype: 'number',
    title: { en: 'Latitude (WGS 84)', fr: 'Latitude (WGS 84)' },
    value: ({ latitude }) => latitude,
  },
  {
    name: 'longitude',
    kind: 'number',
    datatype: 'number',
    title: { en: 'Longitude (WGS 84)', fr: 'Longitude (WGS 84)' },
    value: ({ longitude }) => longitude,
  },
  factColumn('population'),
  factColumn('website'),
  {
    name: 'geonames_id',
    kind: 'number',
    datatype: 'integer',
    title: { en: 'Number in GeoNames, where known', fr: 'Numéro GeoNames, si connu' },
    value: ({ geonamesId }) => geonamesId,
  },
  {
    name: 'source_url',
    kind: 'text',
    datatype: 'anyURI',
    title: { en: 'Page that says it joined', fr: 'Page attestant l’adhésion' },
    value: ({ sourceUrl }) => sourceUrl,
  },
  ...Object.entries(pillarTitles).map(([pillar, title]): DataColumn => ({
    name: `pledges_${pillar}`,
    kind: 'number',
    datatype: 'integer',
    required: true,
    title,
    value: ({ pledgeCounts }) => pledgeCounts[pillar as PillarDto['code']],
  })),
  {
    name: 'pledged_actions',
    kind: 'text',
    separator: ' ',
    title: { en: 'Codes of the pledged actions of the Pact', fr: 'Codes des actions du Pacte' },
    value: ({ pledges }) =>
      pledges
        .flatMap(({ action }) => action ?? [])
        .sort()
        .join(' ') || null,
  },
  {
    name: 'good_practices',
    kind: 'number',
    datatype: 'integer',
    required: true,
    title: { en: 'Good practices shared', fr: 'Bonnes pratiques partagées' },
    value: ({ practices }) => practices.length,
  },
  {
    name: 'demo',
    kind: 'boolean',
    datatype: 'boolean',
    required: true,
    title: { en: 'Demonstration data, not a real signatory', fr: 'Donnée de démonstration' },
    value: ({ demo }) => demo,
  },
  {
    name: 'joint_signatories',
    kind: 'text',
    separator: '|',
    title: {
      en: 'Authorities that sign together with an association',
      fr: 'Collectivités qui signent avec une association',
    },
    value: ({ jointSignatories }) => jointSignatories.join('|') || null,
  },
  {
    name: 'wikidata_id',
    kind: 'text',
    title: { en: 'Number in Wikidata, where known', fr: 'Numéro Wikidata, si connu' },
    value: ({ wikidataId }) => wikidataId,
  },
  {
    name: 'municipality_code',
    kind: 'text',
    title: {
      en: `Official code of the municipality (GeoNames, ${gazetteerDate}), where known`,
      fr: `Code officiel de la commune (GeoNames, ${gazetteerDateFr}), si connu`,
    },
    value: ({ municipalityCode }) => municipalityCode,
  },
  ...laterFacts('population', 'website').map(factColumn),
  {
    name: 'nuts',
    kind: 'text',
    title: {
      en: 'Code of the NUTS 3 region of the municipality (Eurostat), where known',
      fr: 'Code de la région NUTS 3 de la commune (Eurostat), si connu',
    },
    value: ({ nuts }) => nuts,
  },
  {
    name: 'nuts_edition',
    kind: 'number',
    datatype: 'integer',
    title: {
      en: 'Year of the NUTS classification',
      fr: 'Année de la nomenclature NUTS',
    },
    value: ({ nutsEdition }) => nutsEdition,
  },
];

export const signatoriesTable: TableTexts = {
  name: 'signatories',
  title: dataset.title,
  description: dataset.description,
  columns,
  about: '{+url}#authority',
};
