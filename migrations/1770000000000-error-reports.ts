import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * "Something is wrong here": what readers report about an entry, the answers, and the links that
 * prove their addresses. Whatever the period of retention, the number of answers stays.
 */
export class ErrorReports1770000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE error_report (
        id uuid PRIMARY KEY,
        signatory_id uuid NOT NULL REFERENCES signatory ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN
          ('wrong_fact', 'false_entry', 'pledge_not_kept', 'something_else')),
        words text,
        name text,
        email text CHECK (email = lower(email)),
        proven_at timestamptz,
        language text NOT NULL,
        state text NOT NULL DEFAULT 'new' CHECK (state IN
          ('new', 'looked_at', 'corrected', 'not_corrected', 'not_ours')),
        taken_by uuid REFERENCES staff,
        answer text,
        answered_by uuid REFERENCES staff,
        answered_at timestamptz,
        mail_id uuid,
        created_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now(),
        forgotten_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CHECK ((answered_at IS NOT NULL) = (state NOT IN ('new', 'looked_at'))),
        CHECK (words IS NOT NULL OR forgotten_at IS NOT NULL)
      )`);
    await db.query(`CREATE INDEX error_report_of ON error_report (signatory_id, created_at)`);
    await db.query(`CREATE INDEX error_report_by_age ON error_report (created_at DESC, id DESC)
      WHERE forgotten_at IS NULL`);
    await db.query(`CREATE INDEX error_report_open ON error_report (created_at, id)
      WHERE answered_at IS NULL`);
    await db.query(`CREATE INDEX error_report_email ON error_report (email)
      WHERE email IS NOT NULL`);
    await db.query(`
      CREATE TABLE error_report_token (
        id uuid PRIMARY KEY,
        error_report_id uuid NOT NULL REFERENCES error_report ON DELETE CASCADE,
        hash bytea NOT NULL UNIQUE,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL
      )`);
    await db.query(`CREATE INDEX error_report_token_of ON error_report_token (error_report_id)`);
    await db.query(`
      CREATE VIEW public_error_report AS
      SELECT extract(year FROM r.answered_at AT TIME ZONE 'Europe/Paris')::int AS year,
        r.state AS outcome, count(*)::int AS amount
      FROM error_report r JOIN signatory s ON s.id = r.signatory_id
      WHERE r.answered_at IS NOT NULL AND NOT s.demo GROUP BY 1, 2`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_error_report`);
    await db.query(`DELETE FROM outbox WHERE template LIKE 'error_report_%'`);
    await db.query(`DROP TABLE error_report_token, error_report`);
  }
}
