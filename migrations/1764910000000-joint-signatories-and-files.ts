import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * An association names who signs with it; staff publish cleaned copies of documents beside a
 * pledge, a practice or the page itself.
 */
export class JointSignatoriesAndFiles1764910000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `ALTER TABLE authority ADD COLUMN joint_signatories text[] NOT NULL DEFAULT '{}'`,
    );
    await db.query(`
      CREATE VIEW public_joint_signatory AS
      SELECT s.id AS signatory_id, a.joint_signatories AS names
      FROM signatory s JOIN authority a ON a.id = s.authority_id
      WHERE s.state IN ('published', 'on_hold')`);

    // No foreign key: when an amendment removes the pledge, the file stays and belongs to the whole
    // page.
    await db.query(`
      CREATE TABLE published_file (
        document_id uuid PRIMARY KEY REFERENCES document ON DELETE CASCADE,
        public_id text NOT NULL UNIQUE,
        signatory_id uuid NOT NULL REFERENCES signatory ON DELETE CASCADE,
        pledge_id uuid,
        title text NOT NULL,
        language text NOT NULL CHECK (language ~ '^[a-z]{2,3}$'),
        staff_id uuid NOT NULL REFERENCES staff,
        published_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`CREATE INDEX published_file_of ON published_file (signatory_id)`);
    await db.query(`
      CREATE VIEW public_file AS
      SELECT f.public_id, f.signatory_id, g.id AS pledge_id, p.id AS practice_id, f.title,
        f.language, f.published_at,
             d.id AS storage_id, d.media_type, d.clean_bytes AS bytes, d.clean_sha256 AS sha256
      FROM published_file f
      JOIN document d ON d.id = f.document_id
      JOIN signatory s ON s.id = f.signatory_id
      LEFT JOIN pledge g ON g.id = f.pledge_id
      LEFT JOIN practice p ON p.submission_id = d.submission_id
      WHERE s.state IN ('published', 'on_hold') AND d.clean_bytes IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_file, public_joint_signatory`);
    await db.query(`DROP TABLE published_file`);
    await db.query(`ALTER TABLE authority DROP COLUMN joint_signatories`);
  }
}
