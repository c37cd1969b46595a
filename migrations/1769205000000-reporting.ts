import type { MigrationInterface, QueryRunner } from 'typeorm';

const told = `s.id, s.public_id, s.state, a.kind, a.country_code, a.region, a.name_official,
  a.name_official_language, a.name_en, a.name_fr, a.search_text, a.website, a.population,
  a.latitude, a.longitude, s.signed_on, s.source_url, s.published_at, s.changed_at, s.demo`;
const shown = `FROM signatory s JOIN authority a ON a.id = s.authority_id
  WHERE s.state IN ('published', 'on_hold')`;
/** As the operator has set it. */
const interval = `make_interval(months => coalesce(
  (SELECT (value->>'reportMonths')::int FROM setting WHERE key = 'settings'), 12))`;
const published = `(s.published_at AT TIME ZONE 'Europe/Paris')::date`;

/**
 * Whether signatories report: the days that the rule counts from, what was asked, granted and
 * tried, and which reminders went out. The yearly reminder becomes part of it.
 */
export class Reporting1769205000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE signatory
        ADD COLUMN reported_on date,
        ADD COLUMN report_excused_on date,
        ADD COLUMN report_extended_until date,
        ADD COLUMN silence_told boolean NOT NULL DEFAULT false`);
    await db.query(`
      UPDATE signatory s SET reported_on = p.day FROM (
        SELECT signatory_id, max(reported_on) AS day FROM pledge GROUP BY 1) p
      WHERE p.signatory_id = s.id AND p.day IS NOT NULL`);
    await db.query(`
      UPDATE setting SET value = value - 'progressReminderDays' || jsonb_build_object(
        'reportMonths',
        least(36, greatest(3, round((value->>'progressReminderDays')::numeric / 30.4)::int)))
      WHERE key = 'settings' AND value ? 'progressReminderDays'`);
    // Nobody becomes late overnight because of a new rule. They are reminded first.
    await db.query(`
      UPDATE signatory s SET report_extended_until = current_date + 60
      WHERE state IN ('published', 'on_hold')
        AND greatest(${published}, reported_on) + ${interval} < current_date + 60`);
    // The former reminder has no words any more.
    await db.query(`DELETE FROM outbox WHERE template = 'progress_reminder' AND state <> 'sent'`);
    await db.query(`CREATE INDEX signatory_silence_told ON signatory (id) WHERE silence_told`);
    await db.query(`
      CREATE TABLE report_reminder (
        signatory_id uuid NOT NULL REFERENCES signatory ON DELETE CASCADE,
        counted_from date NOT NULL,
        asked_for date NOT NULL,
        number smallint NOT NULL,
        day date NOT NULL,
        mailed boolean NOT NULL,
        mail_id uuid,
        at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (signatory_id, counted_from, asked_for, number)
      )`);
    await db.query(`CREATE INDEX report_reminder_mail ON report_reminder (mail_id) WHERE mailed`);
    await db.query(`
      CREATE TABLE reporting_step (
        id uuid PRIMARY KEY,
        signatory_id uuid NOT NULL REFERENCES signatory ON DELETE CASCADE,
        action text NOT NULL CHECK (action IN
          ('note', 'ask', 'extend', 'refuse', 'excuse', 'excuse_complete', 'ask_again')),
        day date,
        reason text NOT NULL,
        mailed boolean NOT NULL DEFAULT false,
        staff_id uuid REFERENCES staff,
        answered_at timestamptz,
        at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`CREATE INDEX reporting_step_of ON reporting_step (signatory_id, at)`);
    await db.query(`CREATE UNIQUE INDEX reporting_step_open ON reporting_step (signatory_id)
      WHERE action = 'ask' AND answered_at IS NULL`);
    await db.query(`CREATE OR REPLACE VIEW public_signatory AS SELECT ${told}, s.reported_on,
      CASE WHEN s.silence_told
        THEN extract(year FROM coalesce(s.reported_on, ${published}))::int END AS no_report_since
      ${shown}`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_signatory`);
    await db.query(`CREATE VIEW public_signatory AS SELECT ${told} ${shown}`);
    await db.query(`
      UPDATE setting SET value = value - 'reportMonths' || jsonb_build_object(
        'progressReminderDays', round((value->>'reportMonths')::numeric * 30.4)::int)
      WHERE key = 'settings' AND value ? 'reportMonths'`);
    await db.query(`DROP TABLE reporting_step, report_reminder`);
    await db.query(`
      ALTER TABLE signatory
        DROP COLUMN reported_on,
        DROP COLUMN report_excused_on,
        DROP COLUMN report_extended_until,
        DROP COLUMN silence_told`);
  }
}
