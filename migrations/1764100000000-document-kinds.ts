import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The kind of a document (until now each was the signed Pact), its active content, and its copy
 * without metadata.
 */
export class DocumentKinds1764100000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE document ADD COLUMN kind text NOT NULL DEFAULT 'signed_pact' CHECK (kind IN
        ('signed_pact', 'council_decision', 'other'))`);
    await db.query(`
      ALTER TABLE document
        ADD COLUMN findings jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN scan text NOT NULL DEFAULT 'not_scanned' CHECK (scan IN ('clean',
          'not_scanned')),
        ADD COLUMN clean_bytes integer CHECK (clean_bytes > 0),
        ADD COLUMN clean_sha256 bytea CHECK (length(clean_sha256) = 32),
        ADD CHECK ((clean_bytes IS NULL) = (clean_sha256 IS NULL))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `ALTER TABLE document DROP COLUMN kind, DROP COLUMN findings, DROP COLUMN scan,
        DROP COLUMN clean_bytes, DROP COLUMN clean_sha256`,
    );
  }
}
