import { factNames } from './facts.js';

/**
 * The fields that a column of an imported file can have, in the order in which they are offered.
 */
export const importFields = [
  'nameOfficial',
  'nameEn',
  'nameFr',
  'countryCode',
  'kind',
  'region',
  'district',
  'signedOn',
  ...factNames,
  'latitude',
  'longitude',
  'sourceUrl',
  'wikidataId',
  'officialCode',
  'placeId',
  'publicId',
] as const;
export type ImportField = (typeof importFields)[number];
