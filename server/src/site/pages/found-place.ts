import type { Pages } from '../../../../contract/pages.js';
import type { PlaceDto } from '../public/places.dto.js';
import type { Fields } from './form-fields.js';
import { withChosenRow } from './joint-rows.js';

/** The form that a chosen place fills in, and the next page. */
interface Chosen {
  typed: { authority?: Fields; place?: Fields };
  next: string;
}

/**
 * Fills in the data of a chosen place. All of it is shown for review and correction; nothing counts
 * as answered until it is saved.
 */
export function chosen(
  { what, row }: Pick<Pages['EndorseFind'], 'what' | 'row'>,
  fields: Fields,
  found: PlaceDto,
): Chosen {
  const place = { latitude: String(found.latitude), longitude: String(found.longitude) };
  if (what === 'place') return { typed: { place }, next: 'place' };
  if (what === 'joint') {
    const { fields: authority, next } = withChosenRow(fields, row ?? 0, found);
    return { typed: { authority }, next };
  }
  const authority = { town, region, seat }[what](fields, found);
  return { typed: { authority, place }, next: 'authority' };
}

/** Names other than the official one are filled in only where they differ from it. */
function town(fields: Fields, place: PlaceDto): Fields {
  const differing = (name: string) => (name === place.nameOfficial ? '' : name);
  return {
    ...fields,
    kind: fields['kind'] === 'other' ? 'other' : 'municipality',
    countryCode: place.countryCode,
    nameOfficial: place.nameOfficial,
    nameEn: differing(place.nameEn),
    nameFr: differing(place.nameFr),
    region: place.region,
    population: place.population ? String(place.population) : '',
    placeId: String(place.id),
  };
}

/** Where English is an official language, the gazetteer's English name is the official one. */
const englishSpeaking = new Set(['GB', 'IE', 'MT']);

/**
 * The gazetteer knows regions by their English names only; the official one has to be typed. Its
 * point is that of its seat or largest town.
 */
function region(fields: Fields, { countryCode, region: name }: PlaceDto): Fields {
  const isOfficial = englishSpeaking.has(countryCode);
  return {
    ...fields,
    kind: 'region',
    countryCode,
    nameOfficial: isOfficial ? name : '',
    nameEn: isOfficial ? '' : name,
    nameFr: '',
    ...{ region: '', population: '', placeId: '' },
  };
}

/** An association is where its seat is; it has its own name. */
function seat(fields: Fields, { countryCode }: PlaceDto): Fields {
  const kind = fields['kind'] === 'other' ? 'other' : 'association';
  return { ...fields, kind, countryCode, placeId: '' };
}
