import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Under which number Wikidata knows an authority. Nothing is filled in: staff enter it. The lock on
 * the table lasts as long as one look over it: no row is written anew, and the index is empty.
 */
export class Wikidata1766830000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `ALTER TABLE authority ADD COLUMN wikidata_id text CHECK (wikidata_id ~
        '^Q[1-9][0-9]{0,9}$')`,
    );
    await db.query(
      `CREATE UNIQUE INDEX authority_wikidata_is_one ON authority (wikidata_id)
        WHERE wikidata_id IS NOT NULL`,
    );
    await db.query(`
      CREATE OR REPLACE VIEW public_external_id AS
      SELECT s.id AS signatory_id, a.geonames_id, a.wikidata_id
      FROM signatory s JOIN authority a ON a.id = s.authority_id
      WHERE s.state IN ('published', 'on_hold')
        AND (a.geonames_id IS NOT NULL OR a.wikidata_id IS NOT NULL)`);
  }

  async down(db: QueryRunner): Promise<void> {
    // A view can lose a column only by being made anew.
    await db.query(`DROP VIEW public_external_id`);
    await db.query(`
      CREATE VIEW public_external_id AS
      SELECT s.id AS signatory_id, a.geonames_id
      FROM signatory s JOIN authority a ON a.id = s.authority_id
      WHERE s.state IN ('published', 'on_hold') AND a.geonames_id IS NOT NULL`);
    await db.query(`ALTER TABLE authority DROP COLUMN wikidata_id`);
  }
}
