import type { EntityManager } from 'typeorm';

/** The official, English and French names of places in the gazetteer, by id. */
export async function namesOfPlaces(
  manager: EntityManager,
  ids: readonly number[],
): Promise<Map<number, string[]>> {
  if (ids.length === 0) return new Map();
  const rows = await manager.query<{ id: number; names: string[] }[]>(
    'SELECT id, ARRAY[name_official, name_en, name_fr] AS names FROM place WHERE id = ANY($1)',
    [ids],
  );
  return new Map(rows.map(({ id, names }) => [id, names]));
}
