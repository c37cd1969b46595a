import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Decisions with reason codes, comments at fields, a moment to take them back, a day to publish at,
 * mergers; settings and message templates.
 */
export class Decisions1765200000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // The colleague who entered it by hand. Nobody approves their own entry.
    await db.query(`ALTER TABLE submission ADD COLUMN entered_by uuid REFERENCES staff`);
    await db.query(`
      ALTER TABLE decision
        ADD COLUMN reason_code text,
        ADD COLUMN comments jsonb NOT NULL DEFAULT '[]',
        ADD COLUMN mailed boolean NOT NULL DEFAULT true`);

    // What can be taken back for a moment, and how each thing was before
    // --------------------------------------------------
    await db.query(`
      CREATE TABLE undo (
        id uuid PRIMARY KEY,
        staff_id uuid NOT NULL REFERENCES staff,
        until timestamptz NOT NULL,
        undone_at timestamptz
      )`);
    await db.query(`
      CREATE TABLE undo_step (
        undo_id uuid NOT NULL REFERENCES undo ON DELETE CASCADE,
        subject_kind text NOT NULL CHECK (subject_kind IN ('submission', 'signatory')),
        subject_id uuid NOT NULL,
        version integer NOT NULL,
        before jsonb NOT NULL,
        PRIMARY KEY (undo_id, subject_id)
      )`);
    await db.query(`CREATE INDEX undo_step_of ON undo_step (subject_id)`);
    await db.query(`ALTER TABLE outbox ADD COLUMN undo_id uuid REFERENCES undo ON DELETE SET NULL`);
    await db.query(`CREATE INDEX outbox_of_undo ON outbox (undo_id) WHERE undo_id IS NOT NULL`);

    // The register
    // -------------------------------------------------------------------------------------------
    await db.query(`
      ALTER TABLE signatory
        ADD COLUMN publish_on date,
        ADD COLUMN publish_without_mail boolean NOT NULL DEFAULT false,
        ADD COLUMN merged_into uuid REFERENCES signatory,
        ADD COLUMN decided_by uuid REFERENCES staff,
        DROP CONSTRAINT signatory_state_check,
        ADD CONSTRAINT signatory_state_check CHECK (state IN ('unlisted', 'published', 'on_hold',
          'withdrawn', 'merged')),
        DROP CONSTRAINT signatory_check,
        ADD CONSTRAINT signatory_was_published CHECK (state IN ('unlisted', 'merged')
          OR published_at IS NOT NULL),
        ADD CONSTRAINT signatory_merged_has_target CHECK ((state = 'merged') =
          (merged_into IS NOT NULL))`);
    await db.query(
      `CREATE INDEX signatory_scheduled ON signatory (publish_on) WHERE state = 'unlisted'
        AND publish_on IS NOT NULL`,
    );
    await db.query(
      `CREATE INDEX signatory_merged ON signatory (merged_into) WHERE merged_into IS NOT NULL`,
    );
    // Who approved an entry that is not published yet: with four eyes, another colleague has to
    // publish it.
    await db.query(`
      UPDATE signatory s SET decided_by = d.staff_id FROM decision d
      WHERE d.submission_id = s.endorsement_id AND d.verdict = 'approve' AND s.state = 'unlisted'`);
    await db.query(`
      CREATE TABLE register_change (
        id uuid PRIMARY KEY,
        at timestamptz NOT NULL DEFAULT now(),
        kind text NOT NULL CHECK (kind IN ('withdrawn', 'restored', 'merged', 'corrected')),
        signatory_id uuid NOT NULL REFERENCES signatory ON DELETE CASCADE,
        reason_code text NOT NULL,
        undo_id uuid REFERENCES undo ON DELETE SET NULL
      )`);
    await db.query(`CREATE INDEX register_change_at ON register_change (at DESC, id DESC)`);

    // Settings and templates
    // -------------------------------------------------------------------------------------------
    await db.query(`ALTER TABLE setting ADD COLUMN version integer NOT NULL DEFAULT 1`);
    await db.query(`
      CREATE TABLE message_template (
        id uuid PRIMARY KEY,
        name text NOT NULL UNIQUE,
        verdict text,
        text_en text NOT NULL,
        text_fr text NOT NULL,
        version integer NOT NULL DEFAULT 1,
        changed_at timestamptz NOT NULL DEFAULT now()
      )`);

    // For the public reader
    // -------------------------------------------------------------------------------------------
    await db.query(`
      CREATE VIEW public_transparency AS
      SELECT c.at, c.kind, s.public_id, a.name_en, a.name_fr, a.name_official,
        a.name_official_language, c.reason_code, s.demo
      FROM register_change c JOIN signatory s ON s.id = c.signatory_id
        JOIN authority a ON a.id = s.authority_id
      WHERE s.published_at IS NOT NULL`);
    await db.query(`
      CREATE VIEW public_merged_signatory AS
      SELECT s.public_id, into_s.public_id AS into_public_id, a.name_en AS into_name_en
      FROM signatory s JOIN signatory into_s ON into_s.id = s.merged_into
        JOIN authority a ON a.id = into_s.authority_id
      WHERE s.state = 'merged'`);
    await db.query(`
      CREATE VIEW public_contact AS
      SELECT value->>'contactAddress' AS address FROM setting WHERE key = 'settings'
        AND value->>'contactAddress' <> ''`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_contact, public_merged_signatory, public_transparency`);
    await db.query(`DELETE FROM setting WHERE key = 'settings'`);
    await db.query(`ALTER TABLE setting DROP COLUMN version`);
    await db.query(`DROP TABLE message_template, register_change`);
    // An older program knows no mergers: what was public is withdrawn, what never was is unlisted.
    await db.query(`
      ALTER TABLE signatory
        DROP CONSTRAINT signatory_merged_has_target, DROP CONSTRAINT signatory_was_published,
        DROP CONSTRAINT signatory_state_check`);
    await db.query(`
      UPDATE signatory SET state = CASE WHEN published_at IS NULL THEN 'unlisted' ELSE 'withdrawn'
        END,
        withdrawn_at = CASE WHEN published_at IS NOT NULL THEN changed_at END
      WHERE state = 'merged'`);
    await db.query(`
      ALTER TABLE signatory
        ADD CONSTRAINT signatory_state_check CHECK (state IN ('unlisted', 'published', 'on_hold',
          'withdrawn')),
        ADD CONSTRAINT signatory_check CHECK (state = 'unlisted' OR published_at IS NOT NULL),
        DROP COLUMN publish_on, DROP COLUMN publish_without_mail, DROP COLUMN merged_into,
        DROP COLUMN decided_by`);
    await db.query(`ALTER TABLE outbox DROP COLUMN undo_id`);
    await db.query(`DROP TABLE undo_step, undo`);
    await db.query(
      `ALTER TABLE decision DROP COLUMN reason_code, DROP COLUMN comments, DROP COLUMN mailed`,
    );
    await db.query(`ALTER TABLE submission DROP COLUMN entered_by`);
  }
}
