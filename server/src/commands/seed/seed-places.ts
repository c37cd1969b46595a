import type { DataSource, EntityManager } from 'typeorm';
import { nameEdition, searchText } from '../../platform/text/text.js';
import {
  gazetteerEdition,
  readGazetteer,
  type GazetteerPlace,
} from '../../reference/places/gazetteer.js';
import { copyRows } from '../../platform/database/copy-rows.js';

/**
 * Loads the bundled gazetteer, unless the database already holds this edition. Requires the
 * countries.
 */
export async function seedPlaces(database: DataSource, say: (line: string) => void): Promise<void> {
  const loaded = await database.transaction(load);
  if (loaded > 0)
    say(`Loaded the gazetteer: ${loaded} places of the member states (GeoNames, CC BY 4.0)`);
}

/** Marks a database that has the bundled gazetteer. */
export const loadedEdition = async (): Promise<string> =>
  `${await gazetteerEdition()} ${nameEdition}`;

async function load(manager: EntityManager): Promise<number> {
  const edition = await loadedEdition();
  await manager.query('LOCK TABLE setting IN SHARE ROW EXCLUSIVE MODE');
  const [held] = await manager.query<{ value: string }[]>(
    `SELECT value FROM setting WHERE key = 'places'`,
  );
  if (held?.value === edition) return 0;
  const places = await readGazetteer();
  await manager.query('DELETE FROM place');
  await copyRows(manager, 'place', places.map(toRow));
  await manager.query(
    `INSERT INTO setting (key, value) VALUES ('places', to_jsonb($1::text)) ON CONFLICT (key)
      DO UPDATE SET value = EXCLUDED.value`,
    [edition],
  );
  return places.length;
}

function toRow({
  id,
  countryCode,
  region,
  population,
  latitude,
  longitude,
  nameOfficial,
  nameEn,
  nameFr,
  others,
  seat,
  municipalityCode,
}: GazetteerPlace) {
  return {
    id,
    country_code: countryCode,
    region,
    name_official: nameOfficial,
    name_en: nameEn || nameOfficial,
    name_fr: nameFr || nameEn || nameOfficial,
    other_names: others.join('|'),
    search_text: searchText([nameOfficial, nameEn, nameFr, ...others]),
    population,
    latitude,
    longitude,
    seat: String(seat),
    municipality_code: municipalityCode || null,
  };
}
