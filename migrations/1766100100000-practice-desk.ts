import type { MigrationInterface, QueryRunner } from 'typeorm';

const practice = `
  CREATE OR REPLACE VIEW public_practice AS
  SELECT p.id, p.signatory_id, p.pillar_code, p.title, p.what_was_done, p.for_whom, p.result,
    p.language, p.also_in, p.whom_to_ask, p.published_at
  FROM practice p JOIN signatory s ON s.id = p.signatory_id
  WHERE s.state IN ('published', 'on_hold')`;
const file = `
  CREATE OR REPLACE VIEW public_file AS
  SELECT f.public_id, f.signatory_id, g.id AS pledge_id, p.id AS practice_id, f.title, f.language,
    f.published_at,
         d.id AS storage_id, d.media_type, d.clean_bytes AS bytes, d.clean_sha256 AS sha256
  FROM published_file f
  JOIN document d ON d.id = f.document_id
  JOIN signatory s ON s.id = f.signatory_id
  LEFT JOIN pledge g ON g.id = f.pledge_id
  LEFT JOIN practice p ON p.submission_id = d.submission_id
  WHERE s.state IN ('published', 'on_hold') AND d.clean_bytes IS NOT NULL`;

/**
 * Staff edit good practices, take them down with a reason, and restore them. The files of a
 * practice are hidden and restored with it.
 */
export class PracticeDesk1766100100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE practice
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN taken_down_at timestamptz,
        ADD COLUMN taken_down_for text,
        ADD COLUMN taken_down_reason text,
        ADD CONSTRAINT practice_taken_down_for_a_reason
          CHECK ((taken_down_at IS NULL) = (taken_down_for IS NULL)
            AND (taken_down_at IS NULL) = (taken_down_reason IS NULL))`);
    await db.query(`CREATE INDEX practice_newest ON practice (published_at DESC, id DESC)`);
    await db.query(`${practice} AND p.taken_down_at IS NULL`);
    await db.query(`${file} AND p.taken_down_at IS NULL`);
    await db.query(
      `CREATE VIEW public_practice_gone AS SELECT id, taken_down_at FROM practice
        WHERE taken_down_at IS NOT NULL`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_practice_gone`);
    await db.query(file);
    await db.query(practice);
    await db.query(`DROP INDEX practice_newest`);
    await db.query(`
      ALTER TABLE practice DROP COLUMN version, DROP COLUMN changed_at, DROP COLUMN taken_down_at,
      DROP COLUMN taken_down_for,
        DROP COLUMN taken_down_reason`);
  }
}
