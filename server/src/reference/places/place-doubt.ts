import type { EntityManager } from 'typeorm';

/** `swapped`: the two numbers would lie in the country the other way round. */
export type PlaceDoubt = 'outside' | 'swapped';

export interface PlaceInCountry {
  country: string;
  latitude: number;
  longitude: number;
}

/** 99 in 100 places in the gazetteer have another place of their country within this distance. */
const farKilometres = 25;
const kilometresOfDegree = 111.2;

/**
 * Whether places are probably not in their countries: far from every town there in the gazetteer.
 * @returns one answer for each; null also for a country of which it knows no town.
 */
export async function placeDoubts(
  manager: EntityManager,
  places: PlaceInCountry[],
): Promise<(PlaceDoubt | null)[]> {
  if (places.length === 0) return [];
  return (
    await manager.query<{ doubt: PlaceDoubt | null }[]>(
      `SELECT CASE
         WHEN NOT EXISTS (SELECT 1 FROM place WHERE country_code = w.country)
           OR ${isNear('w.latitude', 'w.longitude')} THEN NULL
         WHEN ${isNear('w.longitude', 'w.latitude')} THEN 'swapped'
         ELSE 'outside' END AS doubt
       FROM ROWS FROM (json_to_recordset($1) AS (country char(2), latitude float8,
         longitude float8))
         WITH ORDINALITY AS w (country, latitude, longitude, number) ORDER BY number`,
      [JSON.stringify(places)],
    )
  ).map(({ doubt }) => doubt);
}

/** The same for one place. */
export async function placeDoubt(
  manager: EntityManager,
  place: PlaceInCountry,
): Promise<PlaceDoubt | null> {
  return (await placeDoubts(manager, [place]))[0] ?? null;
}

/** On a map that is flat around the place: exact enough within a country. */
function isNear(latitude: string, longitude: string): string {
  const degrees = farKilometres / kilometresOfDegree;
  const north = `(p.latitude - ${latitude})`;
  const east = `((p.longitude - ${longitude}) * cos(radians(p.latitude)))`;
  return `EXISTS (SELECT 1 FROM place p WHERE p.country_code = w.country
    AND p.latitude BETWEEN ${latitude} - ${degrees} AND ${latitude} + ${degrees}
    AND ${kilometresOfDegree} * sqrt(${north} ^ 2 + ${east} ^ 2) <= ${farKilometres})`;
}
