import type { EntityManager } from 'typeorm';

/** `swapped`: the two numbers would lie in the country the other way round. */
export type PlaceDoubt = 'outside' | 'swapped';

/** Of all places in the gazetteer, 99 in 100 have another one of their country within this. */
const farKilometres = 25;

/**
 * Whether a place is hardly in a country: far from every town there that the gazetteer knows.
 * @returns null also for a country of which it knows no town.
 */
export async function placeDoubt(
  manager: EntityManager,
  country: string,
  latitude: number,
  longitude: number,
): Promise<PlaceDoubt | null> {
  const [row] = await manager.query<{ far: number | null; swapped: number | null }[]>(
    `SELECT min(${kilometres('$2', '$3')}) AS far, min(${kilometres('$3', '$2')}) AS swapped
     FROM place WHERE country_code = $1`,
    [country, latitude, longitude],
  );
  const { far = null, swapped = null } = row ?? {};
  if (far === null || far <= farKilometres) return null;
  return swapped !== null && swapped <= farKilometres ? 'swapped' : 'outside';
}

/** On a map that is flat around the place: exact enough within a country. */
function kilometres(latitude: string, longitude: string): string {
  const north = `(latitude - ${latitude}::float8)`;
  const east = `((longitude - ${longitude}::float8) * cos(radians(latitude)))`;
  return `111.2 * sqrt(${north} ^ 2 + ${east} ^ 2)`;
}
