import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What staff see about a file: why it has no public copy, and who signed it electronically. Each
 * copy stores the version of the cleaning rules, and a job remakes copies made by earlier rules.
 * Every new column has a default, so the previous version can still insert.
 */
export class CleanedCopies1766880000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE document
        ADD COLUMN no_copy text CHECK (no_copy IN ('photo', 'drawing', 'structure',
          'metadata_left')),
        ADD COLUMN signatures jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN copy_rules smallint NOT NULL DEFAULT 1`);
    await db.query(`CREATE INDEX document_copy_rules ON document (copy_rules)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `ALTER TABLE document DROP COLUMN no_copy, DROP COLUMN signatures, DROP COLUMN copy_rules`,
    );
  }
}
