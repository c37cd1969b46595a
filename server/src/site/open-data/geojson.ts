import type { SignatoryDto } from '../public/public.dto.js';
import { geonamesAddress, lastingAddress, wikidataAddress } from './dataset.js';

/**
 * A signatory as a GeoJSON feature (RFC 7946): a point in WGS 84, longitude first, or no geometry
 * if its location is unknown.
 */
export function toFeature(signatory: SignatoryDto, baseUrl: string): object {
  const {
    id,
    latitude,
    longitude,
    names,
    pledges,
    practices,
    geonamesId,
    wikidataId,
    slug: _,
    ...facts
  } = signatory;
  return {
    type: 'Feature',
    id,
    geometry:
      latitude === null || longitude === null
        ? null
        : { type: 'Point', coordinates: [rounded(longitude), rounded(latitude)] },
    properties: {
      id,
      url: lastingAddress(baseUrl, id),
      name: names.en,
      names,
      ...facts,
      geonames: geonamesId === null ? null : geonamesAddress(geonamesId),
      wikidata: wikidataId === null ? null : wikidataAddress(wikidataId),
      pledgedActions: pledges.flatMap(({ action }) => action ?? []),
      goodPractices: practices.length,
    },
  };
}

/**
 * Six decimals are a precision of about ten centimetres; more would be false precision (RFC 7946
 * §11.2).
 */
function rounded(degrees: number): number {
  return Math.round(degrees * 1e6) / 1e6;
}

export async function* features(
  signatories: AsyncIterable<SignatoryDto>,
  baseUrl: string,
): AsyncGenerator<object> {
  for await (const signatory of signatories) yield toFeature(signatory, baseUrl);
}
