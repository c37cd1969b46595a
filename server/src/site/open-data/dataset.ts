/**
 * Describes the register as a data set: the wording of its catalogue, of its CSV metadata and of
 * the structured data in pages.
 */
export const dataset = {
  title: {
    en: 'Register of the Pact of Towns and Regions to Stop Sexual Violence against Children',
    fr: 'Registre du Pacte des villes et régions contre la violence sexuelle envers les enfants',
  },
  description: {
    en:
      'Municipalities, regions, their associations and other bodies that have endorsed the ' +
      'Pact, with their pledges under prevention, protection, prosecution and participation.',
    fr:
      'Communes, régions, leurs associations et autres organismes qui ont adhéré au Pacte, ' +
      'avec leurs engagements en matière de prévention, de protection, de poursuites et de ' +
      'participation.',
  },
  keywords: {
    en: ['children', 'sexual violence', 'municipalities', 'regions', 'Lanzarote Convention'],
    fr: ['enfants', 'violence sexuelle', 'communes', 'régions', 'Convention de Lanzarote'],
  },
  licence: 'https://creativecommons.org/licenses/by/4.0/',
  publisher: {
    en: 'Congress of Local and Regional Authorities of the Council of Europe',
    fr: 'Congrès des pouvoirs locaux et régionaux du Conseil de l’Europe',
  },
  publisherPage: 'https://www.coe.int/en/web/congress',
} as const;

/** A signatory's permanent URL; it redirects to the page under the current name. */
export function lastingAddress(baseUrl: string, publicId: string): string {
  return `${baseUrl}/en/signatories/${publicId}`;
}

/** A pledge's permanent URL, on the page of its signatory. */
export function pledgeAddress(baseUrl: string, publicId: string, pledgeId: string): string {
  return `${lastingAddress(baseUrl, publicId)}#pledge-${pledgeId}`;
}

/** The URI of a NUTS region in the EU's linked data. */
export const nutsAddress = (code: string): string => `http://data.europa.eu/nuts/code/${code}`;

/** The URI of a place in GeoNames' linked data. */
export function geonamesAddress(id: number): string {
  return `https://sws.geonames.org/${id}/`;
}

/**
 * The URI of an item in Wikidata's linked data; http, because it is an identifier, not an address
 * to open.
 */
export function wikidataAddress(id: string): string {
  return `http://www.wikidata.org/entity/${id}`;
}
