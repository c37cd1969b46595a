import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What staff are told of a file: why it has no copy for the public, and who signed it
 * electronically. Copies know by which rules they were cleaned: those of earlier rules are made
 * anew by a job. Every new column has a default, so the version before goes on inserting.
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
