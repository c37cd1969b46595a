import type { MigrationInterface, QueryRunner } from 'typeorm';

const place = `id, country_code, region, name_official, name_en, name_fr, other_names, search_text,
  population, latitude, longitude, seat`;
const known = `FROM signatory s JOIN authority a ON a.id = s.authority_id
  LEFT JOIN place p ON p.id = a.geonames_id AND a.kind = 'municipality'
  WHERE s.state IN ('published', 'on_hold')
    AND (a.geonames_id IS NOT NULL OR a.wikidata_id IS NOT NULL)`;

/** The official code of a place's municipality, from the gazetteer. */
export class MunicipalityCodes1769610000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE place ADD COLUMN municipality_code text`);
    await db.query(
      `CREATE OR REPLACE VIEW public_place AS SELECT ${place}, municipality_code FROM place`,
    );
    await db.query(`
      CREATE OR REPLACE VIEW public_external_id AS
      SELECT s.id AS signatory_id, a.geonames_id, a.wikidata_id, p.municipality_code ${known}`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_external_id, public_place`);
    await db.query(`CREATE VIEW public_place AS SELECT ${place} FROM place`);
    await db.query(`
      CREATE VIEW public_external_id AS
      SELECT s.id AS signatory_id, a.geonames_id, a.wikidata_id ${known}`);
    await db.query(`ALTER TABLE place DROP COLUMN municipality_code`);
  }
}
