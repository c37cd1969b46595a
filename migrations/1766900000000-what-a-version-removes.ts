import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The register knows the last of its versions that removed something. No answer older than it is
 * served again, also while the database is away.
 *
 * A version removes something unless the statement that makes it says otherwise (`only_adds`): so
 * does every version of an older program.
 */
export class WhatAVersionRemoves1766900000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE register
        ADD COLUMN removal_version bigint NOT NULL DEFAULT 0,
        ADD COLUMN only_adds boolean NOT NULL DEFAULT false`);
    await db.query(`UPDATE register SET removal_version = version`);
    await db.query(`
      CREATE FUNCTION note_removal() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        IF NOT NEW.only_adds THEN
          NEW.removal_version := NEW.version;
        END IF;
        NEW.only_adds := false;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER register_notes_removals BEFORE UPDATE OF version ON register
        FOR EACH ROW EXECUTE FUNCTION note_removal()`);
    await db.query(
      `CREATE OR REPLACE VIEW public_register AS SELECT version, changed_at, removal_version
        FROM register`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_register`);
    await db.query(`CREATE VIEW public_register AS SELECT version, changed_at FROM register`);
    await db.query(`DROP TRIGGER register_notes_removals ON register`);
    await db.query(`DROP FUNCTION note_removal`);
    await db.query(`ALTER TABLE register DROP COLUMN removal_version, DROP COLUMN only_adds`);
  }
}
