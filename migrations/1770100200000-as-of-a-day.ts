import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The content of the register between two changes, as far as it may still be shown: names, places
 * and codes as they were, and texts only where they are public today. Signatories that left, were
 * merged or are not listed have no past here.
 */
export class AsOfADay1770100200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE VIEW public_version AS
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
      FROM signatory_revision r JOIN signatory s ON s.id = r.signatory_id
        JOIN authority a ON a.id = s.authority_id
      WHERE s.state IN ('published', 'on_hold')`);
    await db.query(`
      CREATE VIEW public_version_pledge AS
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
      FROM signatory_revision r JOIN signatory s ON s.id = r.signatory_id
        CROSS JOIN LATERAL jsonb_array_elements(r.content->'pledges')
          WITH ORDINALITY AS c (pledge, position)
        LEFT JOIN pledge p ON p.id = (c.pledge->>'id')::uuid AND p.signatory_id = r.signatory_id
        LEFT JOIN public_pledge_report w ON w.pledge_id = p.id
          AND w.reported_on = (c.pledge->>'reportedOn')::date
      WHERE s.state IN ('published', 'on_hold')`);
    await db.query(`
      CREATE VIEW public_step AS
      SELECT p.signatory_id, p.id, p.at,
        CASE WHEN p.action IN ('hold') THEN 'on_hold'
          WHEN p.action IN ('withdraw') THEN 'withdrawn' ELSE 'published' END AS state
      FROM signatory_step p JOIN signatory s ON s.id = p.signatory_id
      WHERE s.state IN ('published', 'on_hold')
        AND p.action IN ('publish', 'publish_as_scheduled', 'hold', 'resume', 'withdraw',
          'restore')`);
    await db.query(`
      CREATE VIEW public_first_day AS
      SELECT (min(published_at) AT TIME ZONE 'Europe/Paris')::date AS day FROM signatory
      WHERE state <> 'unlisted'`);
    await db.query(`
      ALTER TABLE signatory_revision DROP CONSTRAINT signatory_revision_cause_check,
        ADD CONSTRAINT signatory_revision_cause_check CHECK (cause IN ('before', 'edit', 'restore',
          'amendment', 'progress', 'import', 'undo', 'merger'))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`UPDATE signatory_revision SET cause = 'edit' WHERE cause = 'merger'`);
    await db.query(`
      ALTER TABLE signatory_revision DROP CONSTRAINT signatory_revision_cause_check,
        ADD CONSTRAINT signatory_revision_cause_check CHECK (cause IN ('before', 'edit', 'restore',
          'amendment', 'progress', 'import', 'undo'))`);
    await db.query(
      `DROP VIEW public_first_day, public_step, public_version_pledge, public_version`,
    );
  }
}
