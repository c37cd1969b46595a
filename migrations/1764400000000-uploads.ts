import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Uploads in pieces, so that a slow line survives a cut. In the database, for the next piece may
 * reach another instance.
 */
export class Uploads1764400000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE upload (
        id uuid PRIMARY KEY,
        submission_id uuid NOT NULL REFERENCES submission ON DELETE CASCADE,
        file_name text NOT NULL,
        kind text NOT NULL,
        replaces uuid,
        bytes integer NOT NULL CHECK (bytes > 0),
        received integer NOT NULL DEFAULT 0 CHECK (received BETWEEN 0 AND bytes),
        document_id uuid,
        finishing_at timestamptz,
        touched_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`CREATE INDEX upload_of ON upload (submission_id)`);
    await db.query(`CREATE INDEX upload_stale ON upload (touched_at)`);
    await db.query(`
      CREATE TABLE upload_piece (
        upload_id uuid NOT NULL REFERENCES upload ON DELETE CASCADE,
        at integer NOT NULL,
        content bytea NOT NULL,
        PRIMARY KEY (upload_id, at)
      )`);
    // Files are compressed already.
    await db.query(`ALTER TABLE upload_piece ALTER COLUMN content SET STORAGE EXTERNAL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE upload_piece, upload`);
  }
}
