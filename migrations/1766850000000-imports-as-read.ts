import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An import keeps its file while it may have to be read in another way. Two authorities of one name
 * in one region are two when something tells them apart: an official code, a place, a district.
 */
export class ImportsAsRead1766850000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `ALTER TABLE register_import ADD COLUMN content bytea, ADD COLUMN reading jsonb`,
    );
    await db.query(`
      ALTER TABLE authority
        ADD COLUMN official_code text CHECK (official_code <> ''),
        ADD COLUMN district text NOT NULL DEFAULT '',
        ADD COLUMN distinction text NOT NULL DEFAULT '',
        DROP CONSTRAINT authority_is_one,
        ADD CONSTRAINT authority_is_one UNIQUE (country_code, kind, region, identity_key,
          distinction),
        ADD CONSTRAINT authority_code_is_one UNIQUE (country_code, kind, official_code)`);
  }

  async down(db: QueryRunner): Promise<void> {
    // Before, one name in one region was one authority. Authorities that are distinguished get a
    // longer key.
    await db.query(
      `UPDATE authority SET identity_key = identity_key || ' ' || distinction
        WHERE distinction <> ''`,
    );
    await db.query(`
      ALTER TABLE authority
        DROP CONSTRAINT authority_code_is_one,
        DROP CONSTRAINT authority_is_one,
        ADD CONSTRAINT authority_is_one UNIQUE (country_code, kind, region, identity_key),
        DROP COLUMN distinction,
        DROP COLUMN district,
        DROP COLUMN official_code`);
    await db.query(`ALTER TABLE register_import DROP COLUMN reading, DROP COLUMN content`);
  }
}
