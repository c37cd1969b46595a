import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Retention periods that administrators set, each from the moment on which it was set (decision
 * 0060), and the measured response time. What was there before a change keeps its period.
 */
export class DeskSettings1768400000010 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE retention_period (
        what text NOT NULL,
        days integer NOT NULL CHECK (days > 0),
        since timestamptz NOT NULL,
        PRIMARY KEY (what, since)
      )`);
    await db.query(`
      CREATE FUNCTION kept_days(subject text, started timestamptz, shipped integer) RETURNS integer
      LANGUAGE sql STABLE AS $$
        SELECT coalesce(
          (SELECT days FROM retention_period WHERE what = subject AND since <= started
           ORDER BY since DESC LIMIT 1),
          shipped)
      $$`);
    await db.query(`
      CREATE TABLE response_time (
        id boolean PRIMARY KEY DEFAULT true CHECK (id),
        working_days integer CHECK (working_days > 0),
        cases integer NOT NULL,
        measured_on date NOT NULL
      )`);
    await db.query(`
      CREATE VIEW public_response_time AS
      SELECT working_days, cases FROM response_time WHERE working_days IS NOT NULL`);
    await db.query(`
      CREATE VIEW public_retention_period AS SELECT what, days, since FROM retention_period`);
    await db.query(`
      CREATE VIEW public_terms AS
      SELECT value->'keepDraftDays' AS keep_draft_days,
             value->'keepUnconfirmedDays' AS keep_unconfirmed_days,
             value->'keepEndedCaseDays' AS keep_ended_case_days,
             value->'keepSentMailDays' AS keep_sent_mail_days,
             value->'keepFailedMailDays' AS keep_failed_mail_days,
             value->'helplineMonths' AS helpline_months,
             value->>'retentionSource' AS retention_source, value->>'retentionOn' AS retention_on
      FROM setting WHERE key = 'settings'`);
    await this.renameText(db, 'public.pact.commitment', 'public.pact.joining');
  }

  /** A text whose key says "commitment", a word that the register does not use. */
  private async renameText(db: QueryRunner, from: string, to: string): Promise<void> {
    for (const table of ['site_text', 'site_text_change'])
      await db.query(`UPDATE ${table} SET key = $2 WHERE key = $1`, [from, to]);
  }

  async down(db: QueryRunner): Promise<void> {
    await this.renameText(db, 'public.pact.joining', 'public.pact.commitment');
    await db.query(`DROP VIEW public_terms, public_retention_period, public_response_time`);
    await db.query(`DROP TABLE response_time`);
    await db.query(`DROP FUNCTION kept_days`);
    await db.query(`DROP TABLE retention_period`);
  }
}
