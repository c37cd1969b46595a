import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a public source says about how and when a signatory joined, beyond the date. */
export class SourceNotes1768100100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE signatory ADD COLUMN source_note jsonb`);
    await db.query(`
      CREATE VIEW public_source_note AS
      SELECT id AS signatory_id, source_note AS note FROM signatory
      WHERE state IN ('published', 'on_hold') AND source_note IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_source_note`);
    await db.query(`ALTER TABLE signatory DROP COLUMN source_note`);
  }
}
