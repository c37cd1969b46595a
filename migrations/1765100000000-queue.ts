import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the queue sorts, filters and searches by, as plain columns that PostgreSQL keeps itself: the
 * answers are JSON of several kilobytes, and reading 50,000 of them for a list would take seconds.
 * And who works on a case: assignment, lease, notes, saved views.
 */
export class Queue1765100000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE submission
        ADD COLUMN authority_name text,
        ADD COLUMN country_code char(2),
        ADD COLUMN authority_kind text,
        ADD COLUMN search_text text,
        ADD COLUMN identity_key text,
        ADD COLUMN waiting_since timestamptz GENERATED ALWAYS AS
          (CASE WHEN confirmed_at IS NOT NULL THEN greatest(confirmed_at, submitted_at) END) STORED,
        ADD COLUMN assignee_id uuid REFERENCES staff,
        ADD COLUMN assignment_version integer NOT NULL DEFAULT 0`);
    // A trigger, so that no code that writes answers can forget it, not even the previous release.
    await db.query(`
      CREATE FUNCTION describe_submission() RETURNS trigger LANGUAGE plpgsql AS $$
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
        -- Folding scripts is the program's business: it fills these two in again.
        NEW.search_text := NULL;
        NEW.identity_key := NULL;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER submission_is_described BEFORE INSERT OR UPDATE OF answers, authority_id,
      contact_email ON submission
      FOR EACH ROW EXECUTE FUNCTION describe_submission()`);
    await db.query(`UPDATE submission SET answers = answers`);

    await db.query(
      `CREATE INDEX submission_by_wait ON submission (waiting_since, id)
        WHERE waiting_since IS NOT NULL`,
    );
    await db.query(`
      CREATE INDEX submission_by_state ON submission (state, waiting_since, id)
      INCLUDE (country_code, authority_kind, kind, assignee_id, language, demo)
        WHERE waiting_since IS NOT NULL`);
    await db.query(
      `CREATE INDEX submission_search ON submission USING gin (search_text gin_trgm_ops)`,
    );
    await db.query(
      `CREATE INDEX submission_unfolded ON submission (id) WHERE search_text IS NULL
        AND waiting_since IS NOT NULL`,
    );
    await db.query(
      `CREATE INDEX submission_by_identity ON submission (country_code, identity_key)
        WHERE identity_key IS NOT NULL`,
    );
    await db.query(`CREATE INDEX submission_by_authority ON submission (authority_id)`);
    await db.query(
      `CREATE INDEX submission_by_assignee ON submission (assignee_id, state)
        WHERE assignee_id IS NOT NULL`,
    );
    await db.query(
      `CREATE INDEX signatory_to_publish ON signatory (endorsement_id) WHERE state = 'unlisted'
        AND endorsement_id IS NOT NULL`,
    );

    await db.query(`
      CREATE TABLE case_lease (
        submission_id uuid PRIMARY KEY REFERENCES submission ON DELETE CASCADE,
        staff_id uuid NOT NULL REFERENCES staff,
        since timestamptz NOT NULL,
        expires_at timestamptz NOT NULL
      )`);
    await db.query(`
      CREATE TABLE case_note (
        id uuid PRIMARY KEY,
        submission_id uuid NOT NULL REFERENCES submission ON DELETE CASCADE,
        staff_id uuid NOT NULL REFERENCES staff,
        text text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        written_at timestamptz NOT NULL DEFAULT now(),
        posted_at timestamptz
      )`);
    await db.query(`CREATE INDEX case_note_of ON case_note (submission_id, posted_at)`);
    await db.query(
      `CREATE UNIQUE INDEX case_note_draft ON case_note (submission_id, staff_id)
        WHERE posted_at IS NULL`,
    );
    await db.query(`
      CREATE TABLE saved_view (
        id uuid PRIMARY KEY,
        staff_id uuid NOT NULL REFERENCES staff,
        name text NOT NULL,
        query text NOT NULL,
        shared boolean NOT NULL DEFAULT false,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`CREATE UNIQUE INDEX saved_view_name ON saved_view (staff_id, lower(name))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE saved_view, case_note, case_lease`);
    await db.query(`DROP INDEX signatory_to_publish, submission_by_assignee,
      submission_by_authority, submission_by_identity,
      submission_unfolded, submission_search, submission_by_state, submission_by_wait`);
    await db.query(`DROP TRIGGER submission_is_described ON submission`);
    await db.query(`DROP FUNCTION describe_submission`);
    await db.query(`
      ALTER TABLE submission DROP COLUMN assignment_version, DROP COLUMN assignee_id,
      DROP COLUMN waiting_since, DROP COLUMN identity_key,
        DROP COLUMN search_text, DROP COLUMN authority_kind, DROP COLUMN country_code,
        DROP COLUMN authority_name`);
  }
}
