import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Save and return, expiry, and what a town does after it joined: amendments, progress, good
 * practices, hand-over.
 */
export class OwnPlace1764300000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE submission
        ADD COLUMN parent_id uuid REFERENCES submission ON DELETE CASCADE,
        ADD COLUMN resume_email text,
        ADD COLUMN warned_at timestamptz,
        DROP CONSTRAINT submission_kind_check,
        ADD CONSTRAINT submission_kind_check CHECK (kind IN ('endorsement', 'amendment', 'progress',
          'practice', 'withdrawal')),
        ADD CONSTRAINT submission_has_parent CHECK ((kind = 'endorsement') = (parent_id IS NULL))`);
    await db.query(
      `CREATE INDEX submission_of_parent ON submission (parent_id) WHERE parent_id IS NOT NULL`,
    );
    await db.query(
      `CREATE INDEX submission_unfinished ON submission (updated_at)
        WHERE state IN ('draft', 'unconfirmed')`,
    );
    await db.query(`
      ALTER TABLE submission_token
        ADD COLUMN open_id uuid REFERENCES submission ON DELETE SET NULL,
        ADD COLUMN data jsonb NOT NULL DEFAULT '{}',
        DROP CONSTRAINT submission_token_purpose_check,
        ADD CONSTRAINT submission_token_purpose_check CHECK (purpose IN ('confirm', 'case_link',
          'applicant_session', 'draft_link', 'hand_over'))`);
    await db.query(`CREATE INDEX submission_token_expiry ON submission_token (expires_at)`);
    await db.query(`
      CREATE TABLE idempotency_key (
        hash bytea PRIMARY KEY,
        fingerprint bytea NOT NULL,
        submission_id uuid NOT NULL REFERENCES submission ON DELETE CASCADE,
        token_id uuid NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);

    await db.query(`
      ALTER TABLE pledge
        ADD COLUMN progress_note text,
        ADD COLUMN evidence_url text,
        ADD COLUMN reported_on date`);
    await db.query(`ALTER TABLE signatory ADD COLUMN reminded_at timestamptz`);
    await db.query(`
      CREATE TABLE practice (
        id uuid PRIMARY KEY,
        signatory_id uuid NOT NULL REFERENCES signatory ON DELETE CASCADE,
        submission_id uuid NOT NULL UNIQUE REFERENCES submission,
        pillar_code text NOT NULL REFERENCES pillar,
        title text NOT NULL,
        what_was_done text NOT NULL,
        for_whom text NOT NULL,
        result text NOT NULL,
        language text NOT NULL CHECK (language IN ('en', 'fr')),
        also_in text,
        whom_to_ask text,
        published_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`CREATE INDEX practice_of ON practice (signatory_id)`);
    await db.query(`
      CREATE OR REPLACE VIEW public_pledge AS
      SELECT p.id, p.signatory_id, p.pillar_code, p.action_code, p.own_words, p.own_words_language,
        p.target_year, p.progress, p.position,
             p.lead_department, p.progress_note, p.evidence_url, p.reported_on
      FROM pledge p JOIN signatory s ON s.id = p.signatory_id
      WHERE s.state IN ('published', 'on_hold')`);
    await db.query(`
      CREATE VIEW public_practice AS
      SELECT p.id, p.signatory_id, p.pillar_code, p.title, p.what_was_done, p.for_whom, p.result,
        p.language, p.also_in, p.whom_to_ask, p.published_at
      FROM practice p JOIN signatory s ON s.id = p.signatory_id
      WHERE s.state IN ('published', 'on_hold')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_practice, public_pledge`);
    await db.query(`
      CREATE VIEW public_pledge AS
      SELECT p.id, p.signatory_id, p.pillar_code, p.action_code, p.own_words, p.own_words_language,
        p.target_year, p.progress, p.position,
             p.lead_department
      FROM pledge p JOIN signatory s ON s.id = p.signatory_id
      WHERE s.state IN ('published', 'on_hold')`);
    await db.query(`DROP TABLE practice, idempotency_key`);
    await db.query(`ALTER TABLE signatory DROP COLUMN reminded_at`);
    await db.query(
      `ALTER TABLE pledge DROP COLUMN progress_note, DROP COLUMN evidence_url,
        DROP COLUMN reported_on`,
    );
    // Removes data that only the newer program knows.
    await db.query(`DELETE FROM submission_token WHERE purpose IN ('draft_link', 'hand_over')`);
    await db.query(`DROP INDEX submission_token_expiry`);
    await db.query(`
      ALTER TABLE submission_token
        DROP COLUMN open_id, DROP COLUMN data,
        DROP CONSTRAINT submission_token_purpose_check,
        ADD CONSTRAINT submission_token_purpose_check CHECK (purpose IN ('confirm', 'case_link',
          'applicant_session'))`);
    await db.query(`DELETE FROM submission WHERE parent_id IS NOT NULL`);
    await db.query(`DROP INDEX submission_unfinished`);
    await db.query(`
      ALTER TABLE submission
        DROP CONSTRAINT submission_has_parent, DROP CONSTRAINT submission_kind_check,
        DROP COLUMN parent_id, DROP COLUMN resume_email, DROP COLUMN warned_at,
        ADD CONSTRAINT submission_kind_check CHECK (kind IN ('endorsement', 'amendment', 'progress',
          'withdrawal'))`);
  }
}
