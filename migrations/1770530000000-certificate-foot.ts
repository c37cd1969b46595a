import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The person who signs the certificates, and the emblem on them and in the footer of the pages. The
 * public sees only the pictures saved in the row.
 */
export class CertificateFoot1770530000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE certificate_picture (
        id uuid PRIMARY KEY,
        sha256 bytea NOT NULL UNIQUE CHECK (length(sha256) = 32),
        width integer NOT NULL CHECK (width > 0),
        height integer NOT NULL CHECK (height > 0),
        content bytea NOT NULL,
        uploaded_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE TABLE certificate_foot (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        signer_name text NOT NULL DEFAULT '',
        office_en text NOT NULL DEFAULT '',
        office_fr text NOT NULL DEFAULT '',
        signature_id uuid REFERENCES certificate_picture,
        emblem_id uuid REFERENCES certificate_picture,
        version int NOT NULL DEFAULT 0,
        changed_at timestamptz NOT NULL DEFAULT now(),
        changed_by uuid REFERENCES staff,
        CHECK ((signer_name = '') = (office_en = '') AND (signer_name = '') = (office_fr = '')),
        CHECK (signature_id IS NULL OR signer_name <> '')
      )`);
    await db.query(`INSERT INTO certificate_foot DEFAULT VALUES`);
    await db.query(`
      CREATE VIEW public_certificate_foot AS
      SELECT f.signer_name, f.office_en, f.office_fr, s.content AS signature,
        encode(e.sha256, 'hex') AS emblem_sha256, e.width AS emblem_width,
        e.height AS emblem_height, e.content AS emblem,
        CASE WHEN f.version > 0 THEN f.changed_at END AS changed_at
      FROM certificate_foot f LEFT JOIN certificate_picture s ON s.id = f.signature_id
        LEFT JOIN certificate_picture e ON e.id = f.emblem_id`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_certificate_foot`);
    await db.query(`DROP TABLE certificate_foot, certificate_picture`);
  }
}
