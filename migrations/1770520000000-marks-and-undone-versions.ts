import type { MigrationInterface, QueryRunner } from 'typeorm';

const trigger = (forgotten: string, language: string) => `
  CREATE OR REPLACE FUNCTION keep_pledge_reports() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    ${forgotten}
    INSERT INTO pledge_report
      (pledge_id, reported_on, progress, signatory_id, note, evidence_url)
    SELECT id, reported_on, progress, signatory_id, progress_note, evidence_url
    FROM written WHERE reported_on IS NOT NULL
    ON CONFLICT (pledge_id, reported_on) DO UPDATE SET progress = excluded.progress,
      signatory_id = excluded.signatory_id, note = excluded.note,
      evidence_url = excluded.evidence_url${language}
      WHERE pledge_report.progress <> excluded.progress
        OR pledge_report.signatory_id IS DISTINCT FROM excluded.signatory_id
        OR pledge_report.note IS DISTINCT FROM excluded.note
        OR pledge_report.evidence_url IS DISTINCT FROM excluded.evidence_url;
    RETURN NULL;
  END $$`;

const seen = (later: '>' | '>=') => `
  CREATE OR REPLACE VIEW public_pledge_seen AS
  SELECT n.pledge_id, p.signatory_id, n.seen_on
  FROM pledge_seen n JOIN pledge p ON p.id = n.pledge_id
    JOIN signatory s ON s.id = p.signatory_id
  WHERE s.state IN ('published', 'on_hold') AND p.progress = 'done'
    AND n.promise = md5(coalesce(p.action_code, p.own_words))
    AND NOT EXISTS (SELECT 1 FROM pledge_report r WHERE r.pledge_id = p.id
      AND r.progress <> 'done' AND r.reported_on ${later} n.reported_on
      AND r.reported_on <= p.reported_on)`;

/** What each version said; of one that was undone, what the version before it said. */
const asIs = 'signatory_revision';
const withoutUndone = `(
  SELECT v.signatory_id, v.number, v.created_at, coalesce(earlier.content, v.content) AS content
  FROM signatory_revision v
    LEFT JOIN signatory_revision undo ON undo.signatory_id = v.signatory_id
      AND undo.number = v.number + 1 AND undo.cause = 'undo'
    LEFT JOIN signatory_revision earlier ON earlier.signatory_id = undo.signatory_id
      AND earlier.number = undo.number - 2)`;

const versions = (revisions: string) => `
  CREATE OR REPLACE VIEW public_version AS
  SELECT r.signatory_id, r.number, r.created_at AS at,
    jsonb_build_object('kind', r.content->'kind', 'countryCode', r.content->'countryCode',
      'region', r.content->'region', 'nameOfficial', r.content->'nameOfficial',
      'nameOfficialLanguage', r.content->'nameOfficialLanguage',
      'nameEn', r.content->'nameEn', 'nameFr', r.content->'nameFr',
      'population', r.content->'population', 'latitude', r.content->'latitude',
      'longitude', r.content->'longitude', 'signedOn', r.content->'signedOn',
      'outsideCompetence', r.content->'outsideCompetence',
      'website', CASE WHEN r.content->>'website' = a.website THEN a.website END,
      'sourceUrl', CASE WHEN r.content->>'sourceUrl' = s.source_url THEN s.source_url END,
      'jointSignatories',
        CASE WHEN r.content->'jointSignatories' = to_jsonb(a.joint_signatories)
          THEN r.content->'jointSignatories' END) AS content
  FROM ${revisions} r JOIN signatory s ON s.id = r.signatory_id
    JOIN authority a ON a.id = s.authority_id
  WHERE s.state IN ('published', 'on_hold')`;

const versionPledges = (revisions: string, withWords: string) => `
  CREATE OR REPLACE VIEW public_version_pledge AS
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
    (c.pledge->>'reportedOn')::date AS reported_on
  FROM ${revisions} r JOIN signatory s ON s.id = r.signatory_id
    CROSS JOIN LATERAL jsonb_array_elements(r.content->'pledges')
      WITH ORDINALITY AS c (pledge, position)
    LEFT JOIN pledge p ON p.id = (c.pledge->>'id')::uuid AND p.signatory_id = r.signatory_id
    LEFT JOIN public_pledge_report w ON w.pledge_id = p.id
      AND w.reported_on = (c.pledge->>'reportedOn')::date
  WHERE s.state IN ('published', 'on_hold') ${withWords}`;

/**
 * A mark of the Congress is deleted when its pledge is saved as anything but done, or with another
 * promise. The language of a note is deleted with the note. The past shows no undone version, and
 * no pledge that may no longer be shown.
 */
export class MarksAndUndoneVersions1770520000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      trigger(
        `DELETE FROM pledge_seen n USING written w WHERE n.pledge_id = w.id
          AND (w.progress <> 'done'
            OR n.promise IS DISTINCT FROM md5(coalesce(w.action_code, w.own_words)));`,
        `, language = CASE WHEN pledge_report.note = excluded.note THEN pledge_report.language
          END`,
      ),
    );
    await db.query(seen('>='));
    await db.query(versions(withoutUndone));
    await db.query(
      versionPledges(
        withoutUndone,
        `AND (c.pledge->>'action' IS NOT NULL OR c.pledge->>'ownWords' = p.own_words)`,
      ),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(versionPledges(asIs, ''));
    await db.query(versions(asIs));
    await db.query(seen('>'));
    await db.query(trigger('', ''));
  }
}
