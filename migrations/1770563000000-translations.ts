import type { MigrationInterface, QueryRunner } from 'typeorm';

const keepReports = (columns: string, told: string, updated: string, differs: string) => `
  CREATE OR REPLACE FUNCTION keep_pledge_reports() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    DELETE FROM pledge_seen n USING written w WHERE n.pledge_id = w.id
      AND (w.progress <> 'done'
        OR n.promise IS DISTINCT FROM md5(coalesce(w.action_code, w.own_words)));
    INSERT INTO pledge_report
      (pledge_id, reported_on, progress, signatory_id, note, evidence_url${columns})
    SELECT id, reported_on, progress, signatory_id, progress_note, evidence_url${told}
    FROM written WHERE reported_on IS NOT NULL
    ON CONFLICT (pledge_id, reported_on) DO UPDATE SET progress = excluded.progress,
      signatory_id = excluded.signatory_id, note = excluded.note,
      evidence_url = excluded.evidence_url${updated},
      language = CASE WHEN pledge_report.note = excluded.note THEN pledge_report.language END
      WHERE pledge_report.progress <> excluded.progress
        OR pledge_report.signatory_id IS DISTINCT FROM excluded.signatory_id
        OR pledge_report.note IS DISTINCT FROM excluded.note
        OR pledge_report.evidence_url IS DISTINCT FROM excluded.evidence_url${differs};
    RETURN NULL;
  END $$`;

const told = (translations: string, field: string, words: string) =>
  `CASE WHEN ${translations} = '[]' THEN '[]'::jsonb
    ELSE told_translations(${translations}, '${field}', ${words}) END`;

const pledges = (columns: string) => `
  VIEW public_pledge AS
  SELECT p.id, p.signatory_id, p.pillar_code, p.action_code, p.own_words, p.own_words_language,
    p.target_year, p.progress, p.position,
    p.lead_department, p.progress_note, p.evidence_url, p.reported_on, p.pact_version${columns}
  FROM pledge p JOIN signatory s ON s.id = p.signatory_id
  WHERE s.state IN ('published', 'on_hold')`;

const reports = (columns: string) => `
  VIEW public_pledge_report AS
  SELECT r.id, r.pledge_id, p.signatory_id, r.reported_on, r.progress, r.note, r.evidence_url,
    r.language${columns}
  FROM pledge_report r JOIN pledge p ON p.id = r.pledge_id
    JOIN signatory s ON s.id = p.signatory_id
  WHERE s.state IN ('published', 'on_hold') AND r.reported_on <= p.reported_on`;

/** Of an earlier day, the translations that it had and that are public today. */
const versionPledges = (columns: string, both: string) => `
  VIEW public_version_pledge AS
  SELECT r.signatory_id, r.number, c.position, (c.pledge->>'id')::uuid AS id,
    c.pledge->>'pillar' AS pillar_code, c.pledge->>'action' AS action_code,
    coalesce((c.pledge->>'pactVersion')::int, 1) AS pact_version,
    CASE WHEN c.pledge->>'ownWords' = p.own_words THEN p.own_words END AS own_words,
    CASE WHEN c.pledge->>'ownWords' = p.own_words THEN p.own_words_language END
      AS own_words_language,
    (c.pledge->>'targetYear')::int AS target_year,
    CASE WHEN c.pledge->>'leadDepartment' = p.lead_department THEN p.lead_department END
      AS lead_department,
    c.pledge->>'progress' AS progress,
    CASE WHEN c.pledge->>'progressNote' IN (w.note, p.progress_note)
      THEN c.pledge->>'progressNote' END AS progress_note,
    CASE WHEN c.pledge->>'evidenceUrl' IN (w.evidence_url, p.evidence_url)
      THEN c.pledge->>'evidenceUrl' END AS evidence_url,
    (c.pledge->>'reportedOn')::date AS reported_on${columns}
  FROM (
    SELECT v.signatory_id, v.number, v.created_at, coalesce(earlier.content, v.content) AS content
    FROM signatory_revision v
      LEFT JOIN signatory_revision undo ON undo.signatory_id = v.signatory_id
        AND undo.number = v.number + 1 AND undo.cause = 'undo'
      LEFT JOIN signatory_revision earlier ON earlier.signatory_id = undo.signatory_id
        AND earlier.number = undo.number - 2) r
    JOIN signatory s ON s.id = r.signatory_id
    CROSS JOIN LATERAL jsonb_array_elements(r.content->'pledges')
      WITH ORDINALITY AS c (pledge, position)
    LEFT JOIN pledge p ON p.id = (c.pledge->>'id')::uuid AND p.signatory_id = r.signatory_id
    LEFT JOIN public_pledge_report w ON w.pledge_id = p.id
      AND w.reported_on = (c.pledge->>'reportedOn')::date${both}
  WHERE s.state IN ('published', 'on_hold')
    AND (c.pledge->>'action' IS NOT NULL OR c.pledge->>'ownWords' = p.own_words)`;

const stillPublic = `
    CROSS JOIN LATERAL (
      SELECT coalesce(jsonb_agg(t), '[]') AS translations
      FROM jsonb_array_elements(coalesce(c.pledge->'translations', '[]')) t
      WHERE p.translations @> jsonb_build_array(t)
        OR w.translations @> jsonb_build_array(t - 'field' - 'of')) b`;

/**
 * Translations of what signatories wrote themselves. Each has the hash of the words that were
 * translated: written beside other words, it is gone, whoever writes them.
 */
export class Translations1770563000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const table of ['pledge', 'pledge_report'])
      await db.query(`ALTER TABLE ${table} ADD COLUMN translations jsonb NOT NULL DEFAULT '[]'`);
    await db.query(`
      CREATE FUNCTION fitting_translations(translations jsonb, field text, words text)
      RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
        SELECT coalesce(jsonb_agg(t ORDER BY t->>'language'), '[]')
        FROM jsonb_array_elements(translations) t
        WHERE t->>'field' = field AND t->>'of' = md5(words)
      $$`);
    await db.query(`
      CREATE FUNCTION told_translations(translations jsonb, field text, words text)
      RETURNS jsonb LANGUAGE sql IMMUTABLE AS $$
        SELECT coalesce(jsonb_agg(t - 'field' - 'of' ORDER BY t->>'language'), '[]')
        FROM jsonb_array_elements(translations) t
        WHERE t->>'field' = field AND t->>'of' = md5(words)
      $$`);
    // What was stored before there were any lacks the column.
    await db.query(`
      CREATE FUNCTION pledge_keeps_fitting_translations() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.translations :=
          fitting_translations(coalesce(NEW.translations, '[]'), 'ownWords', NEW.own_words)
          || fitting_translations(coalesce(NEW.translations, '[]'), 'progressNote',
            NEW.progress_note);
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE FUNCTION report_keeps_fitting_translations() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.translations := fitting_translations(NEW.translations, 'progressNote', NEW.note);
        RETURN NEW;
      END $$`);
    for (const [table, name] of [
      ['pledge', 'pledge_keeps_fitting_translations'],
      ['pledge_report', 'report_keeps_fitting_translations'],
    ])
      await db.query(`
        CREATE TRIGGER ${name} BEFORE INSERT OR UPDATE ON ${table} FOR EACH ROW
        WHEN (NEW.translations IS DISTINCT FROM '[]'::jsonb) EXECUTE FUNCTION ${name}()`);
    await db.query(
      keepReports(
        ', translations',
        `, fitting_translations(translations, 'progressNote', progress_note)`,
        ', translations = excluded.translations',
        ' OR pledge_report.translations <> excluded.translations',
      ),
    );
    const own = told('p.translations', 'ownWords', 'p.own_words');
    const note = told('p.translations', 'progressNote', 'p.progress_note');
    await db.query(
      `CREATE OR REPLACE ${pledges(`, ${own} AS own_words_translations,
        ${note} AS progress_note_translations`)}`,
    );
    await db.query(
      `CREATE OR REPLACE ${reports(
        `, ${told('r.translations', 'progressNote', 'r.note')} AS translations`,
      )}`,
    );
    const ownThen = told('b.translations', 'ownWords', 'p.own_words');
    const noteThen = told('b.translations', 'progressNote', `c.pledge->>'progressNote'`);
    await db.query(
      `CREATE OR REPLACE ${versionPledges(
        `, ${ownThen} AS own_words_translations, ${noteThen} AS progress_note_translations`,
        stillPublic,
      )}`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_version_pledge, public_pledge, public_pledge_report`);
    await db.query(`CREATE ${pledges('')}`);
    await db.query(`CREATE ${reports('')}`);
    await db.query(`CREATE ${versionPledges('', '')}`);
    await db.query(keepReports('', '', '', ''));
    await db.query(`DROP TRIGGER pledge_keeps_fitting_translations ON pledge`);
    await db.query(`DROP TRIGGER report_keeps_fitting_translations ON pledge_report`);
    await db.query(
      `DROP FUNCTION pledge_keeps_fitting_translations, report_keeps_fitting_translations,
        told_translations, fitting_translations`,
    );
    for (const table of ['pledge', 'pledge_report'])
      await db.query(`ALTER TABLE ${table} DROP COLUMN translations`);
  }
}
