import { factNames } from './facts.js';

/** What a column of an imported file can hold, in the order in which it is offered. */
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
