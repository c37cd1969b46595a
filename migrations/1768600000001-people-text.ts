import type { MigrationInterface, QueryRunner } from 'typeorm';

const describing = (forgotten: string) => `
  CREATE OR REPLACE FUNCTION describe_submission() RETURNS trigger LANGUAGE plpgsql AS $$
  DECLARE
    said jsonb := NEW.answers->'authority';
  BEGIN
    IF said IS NULL AND NEW.authority_id IS NOT NULL THEN
      SELECT name_official, country_code, kind INTO NEW.authority_name, NEW.country_code,
        NEW.authority_kind
      FROM authority WHERE id = NEW.authority_id;
    ELSE
      NEW.authority_name := said->>'nameOfficial';
      NEW.country_code := said->>'countryCode';
      NEW.authority_kind := said->>'kind';
    END IF;
    -- Folding scripts is the program's business: it fills these in again.
    ${forgotten}
    RETURN NEW;
  END $$`;

/**
 * The global search finds contacts and signers by name, and notes by their text. The trigger clears
 * the names with every change of the answers, so an erased person disappears at once.
 */
export class PeopleText1768600000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE submission ADD COLUMN people_text text`);
    await db.query(
      describing('NEW.search_text := NULL; NEW.identity_key := NULL; NEW.people_text := NULL;'),
    );
    // The program fills in both texts of these.
    await db.query(`UPDATE submission SET search_text = NULL WHERE waiting_since IS NOT NULL`);
    await db.query(
      `CREATE INDEX submission_people ON submission USING gin (people_text gin_trgm_ops)`,
    );
    await db.query(
      `CREATE INDEX case_note_words ON case_note USING gin (lower(text) gin_trgm_ops)
        WHERE posted_at IS NOT NULL`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(describing('NEW.search_text := NULL; NEW.identity_key := NULL;'));
    await db.query(`DROP INDEX case_note_words, submission_people`);
    await db.query(`ALTER TABLE submission DROP COLUMN people_text`);
  }
}
