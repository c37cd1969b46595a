import type { MigrationInterface, QueryRunner } from 'typeorm';

const trigger = (columns: string, told: string, updated: string, differs: string) => `
  CREATE OR REPLACE FUNCTION keep_pledge_reports() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    INSERT INTO pledge_report (pledge_id, reported_on, progress${columns})
    SELECT id, reported_on, progress${told} FROM written WHERE reported_on IS NOT NULL
    ON CONFLICT (pledge_id, reported_on) DO UPDATE SET progress = excluded.progress${updated}
      WHERE pledge_report.progress <> excluded.progress${differs};
    RETURN NULL;
  END $$`;

const reports = (words: string) => `
  CREATE OR REPLACE VIEW public_pledge_report AS
  SELECT r.id, r.pledge_id, p.signatory_id, r.reported_on, r.progress${words}
  FROM pledge_report r JOIN pledge p ON p.id = r.pledge_id
    JOIN signatory s ON s.id = p.signatory_id
  WHERE s.state IN ('published', 'on_hold') AND r.reported_on <= p.reported_on`;

/**
 * From now on an accepted report keeps its text with its day. Of earlier reports, only those shown
 * on the page today are taken over, because decision 72 promised that no others would reappear.
 */
export class WordsOfReports1770100000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE pledge_report ADD COLUMN signatory_id uuid, ADD COLUMN note text,
        ADD COLUMN evidence_url text, ADD COLUMN language text`);
    await db.query(`
      UPDATE pledge_report r SET signatory_id = p.signatory_id,
        note = CASE WHEN r.reported_on = p.reported_on THEN p.progress_note END,
        evidence_url = CASE WHEN r.reported_on = p.reported_on THEN p.evidence_url END
      FROM pledge p WHERE p.id = r.pledge_id`);
    // In which language the town wrote what stands there today.
    await db.query(`
      UPDATE pledge_report r SET language = c.language
      FROM submission c CROSS JOIN jsonb_array_elements(c.answers->'progress'->'reports') told
      WHERE c.kind = 'progress' AND c.state = 'approved' AND r.note IS NOT NULL
        AND told->>'pledgeId' = r.pledge_id::text AND told->>'note' = r.note`);
    await db.query(
      trigger(
        ', signatory_id, note, evidence_url',
        ', signatory_id, progress_note, evidence_url',
        `, signatory_id = excluded.signatory_id, note = excluded.note,
          evidence_url = excluded.evidence_url`,
        ` OR pledge_report.signatory_id IS DISTINCT FROM excluded.signatory_id
          OR pledge_report.note IS DISTINCT FROM excluded.note
          OR pledge_report.evidence_url IS DISTINCT FROM excluded.evidence_url`,
      ),
    );
    await db.query(reports(', r.note, r.evidence_url, r.language'));
    await db.query(`CREATE INDEX register_change_of ON register_change (signatory_id, at)`);
    await db.query(`
      CREATE VIEW public_signatory_history AS
      SELECT c.signatory_id, c.at, c.kind, c.reason_code
      FROM register_change c JOIN signatory s ON s.id = c.signatory_id
      WHERE s.state IN ('published', 'on_hold') AND c.kind IN ('withdrawn', 'restored', 'corrected')
        AND s.published_at <= c.at
      UNION ALL
      SELECT s.id, e.at, 'handed_over', NULL
      FROM signatory s JOIN event e ON e.subject_id = s.endorsement_id
      WHERE s.state IN ('published', 'on_hold') AND e.action = 'contact.handed_over'
        AND s.published_at <= e.at`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_signatory_history, public_pledge_report`);
    await db.query(reports(''));
    await db.query(`DROP INDEX register_change_of`);
    await db.query(trigger('', '', '', ''));
    await db.query(`
      ALTER TABLE pledge_report DROP COLUMN signatory_id, DROP COLUMN note,
        DROP COLUMN evidence_url, DROP COLUMN language`);
  }
}
