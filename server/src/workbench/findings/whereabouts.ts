import type { EntityManager } from 'typeorm';
import { isFarCountry, memberStates } from '../../../../contract/countries.js';
import { fold, identityKey } from '../../platform/text/text.js';
import { distanceKm, type Point } from '../../reference/authorities/distance.js';
import { placeDoubts, type PlaceDoubt } from '../../reference/places/place-doubt.js';
import type { ChosenPlace, ExaminedCase } from './examined-case.js';
import { finding, type FindingDto } from './finding.dto.js';

/** Beyond this distance from the chosen place, a reviewer should check the point. */
const farKm = 20;

/** The gazetteer's data on the point and the region of a case. */
export interface Whereabouts {
  doubt: PlaceDoubt | null;
  /** The regions of the places around the point. */
  regionsAround: string[];
  isKnownRegion: boolean;
}

/** Looks up the points and regions of these cases in the gazetteer. */
export async function whereabouts(
  manager: EntityManager,
  cases: readonly ExaminedCase[],
): Promise<Map<string, Whereabouts>> {
  const pinned = cases.flatMap(({ id, answers: { authority, place } }) =>
    authority && place
      ? [{ id, country: authority.countryCode, region: authority.region ?? '', ...place }]
      : [],
  );
  if (pinned.length === 0) return new Map();
  const doubts = await placeDoubts(manager, pinned);
  const rows = await manager.query<{ around: string[]; known: boolean }[]>(
    `SELECT ARRAY(SELECT DISTINCT p.region FROM place p WHERE p.country_code = w.country
         AND p.latitude BETWEEN w.latitude - 0.2 AND w.latitude + 0.2
         AND p.longitude BETWEEN w.longitude - 0.3 AND w.longitude + 0.3
         AND p.region <> '') AS around,
       w.region <> '' AND EXISTS (SELECT 1 FROM place p WHERE p.country_code = w.country
         AND lower(p.region) = lower(w.region)) AS known
     FROM ROWS FROM (json_to_recordset($1) AS (country char(2), region text, latitude float8,
       longitude float8)) WITH ORDINALITY
       AS w (country, region, latitude, longitude, number) ORDER BY number`,
    [JSON.stringify(pinned)],
  );
  return new Map(
    pinned.map(({ id }, index) => [
      id,
      {
        doubt: doubts[index] ?? null,
        regionsAround: rows[index]!.around,
        isKnownRegion: rows[index]!.known,
      },
    ]),
  );
}

/** Whether the point on the map is where the authority says. */
export function pointFinding(
  { answers: { authority, place: pin }, place }: ExaminedCase,
  found: Whereabouts | undefined,
): FindingDto | null {
  if (!authority || !pin || !found) return null;
  const { countryCode: country, region = '' } = authority;
  if (found.doubt) return finding('point', 'danger', found.doubt, { country });
  return farFinding(pin, place) ?? regionOfPoint(region, found) ?? nearFinding(country, pin, place);
}

function farFinding(pin: Point, place: ChosenPlace | null): FindingDto | null {
  const km = place && Math.round(distanceKm(pin, place));
  return place && km !== null && km > farKm
    ? finding('point', 'notice', 'far', { km, place: place.nameOfficial })
    : null;
}

/** Only a region known to the gazetteer under this name can be a different one. */
function regionOfPoint(
  region: string,
  { isKnownRegion, regionsAround }: Whereabouts,
): FindingDto | null {
  const [around] = regionsAround;
  if (!isKnownRegion || !around || regionsAround.map(fold).includes(fold(region))) return null;
  return finding('point', 'notice', 'otherRegion', { region, around });
}

/** The gazetteer covers only member states, so nothing is checked elsewhere. */
function nearFinding(country: string, pin: Point, place: ChosenPlace | null): FindingDto | null {
  if (!place && !memberStates.includes(country)) return null;
  return place
    ? finding('point', 'good', 'near', {
        km: Math.round(distanceKm(pin, place)),
        place: place.nameOfficial,
      })
    : finding('point', 'good', 'inside', { country });
}

/** Whether the answers still are those of the place that was chosen from the list. */
export function placeFinding({
  kind,
  answers: { authority },
  place,
}: ExaminedCase): FindingDto | null {
  if (!authority || kind !== 'endorsement') return null;
  if (!place) return finding('place', 'info', 'byHand');
  const named = { place: [place.nameOfficial, place.region].filter(Boolean).join(', ') };
  return isPlaceOf(authority, place)
    ? finding('place', 'good', 'agrees', { ...named, country: place.countryCode })
    : finding('place', 'notice', 'differs', { ...named, country: place.countryCode });
}

/** Whether country and name are still those of the place. */
export function isPlaceOf(
  authority: { countryCode: string; nameOfficial: string },
  place: { countryCode: string; nameOfficial: string; nameEn: string },
): boolean {
  return (
    place.countryCode === authority.countryCode &&
    [place.nameOfficial, place.nameEn]
      .map(identityKey)
      .includes(identityKey(authority.nameOfficial))
  );
}

export function countryFinding({ answers: { authority } }: ExaminedCase): FindingDto | null {
  if (!authority) return null;
  const country = authority.countryCode;
  if (memberStates.includes(country)) return finding('country', 'good', 'member', { country });
  return isFarCountry(country)
    ? finding('country', 'notice', 'outsideEurope', { country })
    : finding('country', 'notice', 'notMember', { country });
}

/** A region that is not in the gazetteer may be a word in another language, or not a region. */
export function regionFinding(
  { answers: { authority }, place }: ExaminedCase,
  found: Whereabouts | undefined,
): FindingDto | null {
  const region = authority?.region;
  if (!region || !found || place) return null;
  return found.isKnownRegion
    ? finding('region', 'good', 'known', { region })
    : finding('region', 'info', 'unknown', { region });
}
