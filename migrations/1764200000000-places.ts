import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The gazetteer: places of the member states, from which a town chooses itself. Its rows come from
 * server/src/places.
 */
export class Places1764200000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE place (
        id integer PRIMARY KEY,
        country_code char(2) NOT NULL REFERENCES country,
        region text NOT NULL,
        name_official text NOT NULL,
        name_en text NOT NULL,
        name_fr text NOT NULL,
        other_names text NOT NULL,
        search_text text NOT NULL,
        population integer NOT NULL,
        latitude double precision NOT NULL,
        longitude double precision NOT NULL
      )`);
    await db.query(`CREATE INDEX place_search ON place USING gin (search_text gin_trgm_ops)`);
    await db.query(`CREATE INDEX place_of_country ON place (country_code)`);
    await db.query(`
      CREATE VIEW public_place AS
      SELECT id, country_code, region, name_official, name_en, name_fr, other_names, search_text,
        population, latitude, longitude FROM place`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_place`);
    await db.query(`DROP TABLE place`);
    await db.query(`DELETE FROM setting WHERE key = 'places'`);
  }
}
