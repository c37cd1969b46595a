import type { RdfNode, RdfValue } from './rdf.js';

/** The EU's authority tables. */
export const authority = 'http://publications.europa.eu/resource/authority';
export const inBoth = ({ en, fr }: { en: string; fr: string }) => [
  { '@value': en, '@language': 'en' },
  { '@value': fr, '@language': 'fr' },
];

/** Labels as in the EU's own vocabulary. */
export const themes = {
  JUST: {
    en: 'Justice, legal system and public safety',
    fr: 'Justice, système juridique et sécurité publique',
  },
  GOVE: { en: 'Government and public sector', fr: 'Gouvernement et secteur public' },
  SOCI: { en: 'Population and society', fr: 'Population et société' },
};
export const taxonomy = `${authority}/data-theme`;
export const publisherType = 'http://purl.org/adms/publishertype/SupraNationalAuthority';
export const concepts: RdfNode[] = [
  {
    '@id': taxonomy,
    '@type': 'skos:ConceptScheme',
    'dct:title': { '@value': 'Data theme', '@language': 'en' },
  },
  ...Object.entries(themes).map(([code, label]) => ({
    '@id': `${taxonomy}/${code}`,
    '@type': 'skos:Concept',
    'skos:prefLabel': inBoth(label),
  })),
  {
    '@id': publisherType,
    '@type': 'skos:Concept',
    'skos:prefLabel': { '@value': 'Supra-national authority', '@language': 'en' },
  },
];

/**
 * The class that DCAT-AP requires for the object of a property. The EU's tables declare their terms
 * only as concepts; pages, RFCs and media types declare nothing.
 */
const ranges: Record<string, string> = {
  'foaf:homepage': 'foaf:Document',
  'foaf:page': 'foaf:Document',
  'dcat:landingPage': 'foaf:Document',
  'dct:language': 'dct:LinguisticSystem',
  'dct:license': 'dct:LicenseDocument',
  'dct:accessRights': 'dct:RightsStatement',
  'dct:accrualPeriodicity': 'dct:Frequency',
  'dct:spatial': 'dct:Location',
  'dct:conformsTo': 'dct:Standard',
  'dct:format': 'dct:MediaTypeOrExtent',
  'dcat:mediaType': 'dct:MediaType',
  'spdx:algorithm': 'spdx:ChecksumAlgorithm',
};

/**
 * Declares the class of each external resource, so that a validator of the catalogue has to fetch
 * nothing.
 */
export function referredTo(nodes: RdfNode[]): RdfNode[] {
  const classes = new Map<string, string>();
  const visit = (node: RdfNode): void => {
    for (const [property, values] of Object.entries(node)) {
      for (const value of [values].flat() as (RdfValue | undefined)[]) {
        if (typeof value !== 'object' || '@value' in value) continue;
        const referred = value as RdfNode;
        if (referred['@id'] && ranges[property]) classes.set(referred['@id'], ranges[property]);
        visit(referred);
      }
    }
  };
  nodes.forEach(visit);
  return [...classes].map(([address, type]) => ({ '@id': address, '@type': type }));
}
