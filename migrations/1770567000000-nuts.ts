import type { MigrationInterface, QueryRunner } from 'typeorm';

const officialCode = `coalesce(a.official_code, p.municipality_code) = p.municipality_code`;
const columns = `s.id AS signatory_id, a.geonames_id, a.wikidata_id,
  CASE WHEN ${officialCode} THEN p.municipality_code END AS municipality_code`;
const from = `FROM signatory s JOIN authority a ON a.id = s.authority_id
  LEFT JOIN place p ON p.id = a.geonames_id AND a.kind = 'municipality'`;
const known = `WHERE s.state IN ('published', 'on_hold')
  AND (a.geonames_id IS NOT NULL OR a.wikidata_id IS NOT NULL)`;

/** NUTS regions of municipalities, from the table that the operator imports (decision 0095). */
export class Nuts1770567000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE municipality_nuts (
        country_code text NOT NULL REFERENCES country,
        municipality_code text NOT NULL,
        nuts text NOT NULL CHECK (nuts ~ '^[A-Z]{2}[A-Z0-9]{3}$'),
        PRIMARY KEY (country_code, municipality_code)
      )`);
    await db.query(`
      CREATE TABLE nuts_edition (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        nuts smallint NOT NULL,
        lau smallint NOT NULL,
        file_name text NOT NULL,
        sha256 bytea NOT NULL,
        imported_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE OR REPLACE VIEW public_external_id AS
      SELECT ${columns}, m.nuts,
        CASE WHEN m.nuts IS NOT NULL THEN (SELECT e.nuts FROM nuts_edition e) END AS nuts_edition
      ${from} LEFT JOIN municipality_nuts m ON m.country_code = p.country_code
        AND m.municipality_code = p.municipality_code AND ${officialCode}
      ${known}`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_external_id`);
    await db.query(`CREATE VIEW public_external_id AS SELECT ${columns} ${from} ${known}`);
    await db.query(`DROP TABLE nuts_edition, municipality_nuts`);
  }
}
