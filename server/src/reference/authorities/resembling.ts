import type { EntityManager } from 'typeorm';
import { meantByLookAlike } from '../../platform/text/look-alikes.js';
import { identityKey } from '../../platform/text/text.js';

/** A name as given, and its country. */
interface Given {
  id: string;
  name: string;
  countryCode: string;
}

interface Known {
  country: string;
  names: string[];
  isPlace: boolean;
}

/**
 * Finds names that look like a known one: of an authority, or of a place in the gazetteer, in the
 * same country. A name that a place really has is not such a name.
 * @returns the known name, by `id`.
 */
export async function resembling(
  manager: EntityManager,
  given: readonly Given[],
): Promise<Map<string, string>> {
  const doubtful = given.flatMap((one) => {
    const meant = meantByLookAlike(one.name);
    return meant ? [{ ...one, meant, own: identityKey(one.name) }] : [];
  });
  if (doubtful.length === 0) return new Map();
  const known = await knownNames(
    manager,
    doubtful.map(({ countryCode }) => countryCode),
    doubtful.flatMap(({ meant, own }) => [meant, own]),
  );
  return new Map(
    doubtful.flatMap(({ id, countryCode, meant, own }) => {
      const here = known.filter(({ country }) => country === countryCode);
      const has = (key: string) => (name: string) => identityKey(name) === key;
      if (here.some(({ names, isPlace }) => isPlace && names.some(has(own)))) return [];
      const name = here.flatMap(({ names }) => names).find(has(meant));
      return name ? [[id, name] as const] : [];
    }),
  );
}

/** Names that may have one of the keys; the database only narrows them down. */
function knownNames(manager: EntityManager, countries: string[], keys: string[]): Promise<Known[]> {
  return manager.query<Known[]>(
    `SELECT country_code AS country, ARRAY[name_official, name_en, name_fr] AS names,
      false AS "isPlace"
     FROM authority WHERE country_code = ANY($1) AND identity_key = ANY($2)
     UNION ALL
     SELECT country_code, ARRAY[name_official, name_en, name_fr], true
     FROM place WHERE country_code = ANY($1) AND search_text LIKE ANY($3)`,
    [countries, keys, keys.map((key) => `% ${key.split(' ')[0]!.replace(/[%_\\]/g, '')}%`)],
  );
}
