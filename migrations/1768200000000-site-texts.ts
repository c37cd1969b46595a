import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Texts that administrators changed, laid over those that the program ships with, and who reviewed
 * the courtesy translations. The public reads the texts themselves, without who wrote them, and
 * which languages have been reviewed, without by whom.
 */
export class SiteTexts1768200000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE site_text (
        id uuid PRIMARY KEY,
        key text NOT NULL,
        language text NOT NULL,
        -- Null: the shipped text holds, and has been checked beside the official ones.
        text text CHECK (text <> ''),
        -- The shipped text at that time: when an update ships another one, the two are compared.
        based_on text NOT NULL,
        -- The English and French texts at that time: when one changes, the translation is outdated.
        beside jsonb NOT NULL,
        version int NOT NULL DEFAULT 1,
        changed_at timestamptz NOT NULL DEFAULT now(),
        changed_by uuid NOT NULL REFERENCES staff,
        UNIQUE (language, key)
      )`);
    await db.query(`
      CREATE TABLE site_text_change (
        id uuid PRIMARY KEY,
        key text NOT NULL,
        language text NOT NULL,
        text text,
        based_on text NOT NULL,
        version int NOT NULL,
        staff_id uuid NOT NULL REFERENCES staff,
        at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (language, key, version)
      )`);
    await db.query(`
      CREATE TABLE translation_review (
        language text PRIMARY KEY,
        -- Null: the review no longer holds.
        reviewed_by text CHECK (reviewed_by <> ''),
        reviewed_on date,
        version int NOT NULL DEFAULT 1,
        changed_at timestamptz NOT NULL DEFAULT now(),
        changed_by uuid NOT NULL REFERENCES staff,
        CHECK ((reviewed_by IS NULL) = (reviewed_on IS NULL))
      )`);
    await db.query(
      `CREATE VIEW public_text AS SELECT language, key, text FROM site_text WHERE text IS NOT NULL`,
    );
    await db.query(
      `CREATE VIEW public_reviewed_language AS SELECT language FROM translation_review
        WHERE reviewed_on IS NOT NULL`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_reviewed_language`);
    await db.query(`DROP VIEW public_text`);
    await db.query(`DROP TABLE translation_review`);
    await db.query(`DROP TABLE site_text_change`);
    await db.query(`DROP TABLE site_text`);
  }
}
