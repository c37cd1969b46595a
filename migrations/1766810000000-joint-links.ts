import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who signs with an association is looked up among the signatories of its country, by the key that
 * tells authorities apart.
 */
export class JointLinks1766810000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX authority_by_identity ON authority (country_code, identity_key)`);
    await db.query(`
      CREATE VIEW public_identity AS
      SELECT s.public_id, a.country_code, a.identity_key, a.name_official, a.name_en, a.name_fr
      FROM signatory s JOIN authority a ON a.id = s.authority_id
      WHERE s.state IN ('published', 'on_hold')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_identity`);
    await db.query(`DROP INDEX authority_by_identity`);
  }
}
