import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What was reported of each pledge, day by day. A trigger keeps it, because pledges are written in
 * many ways: reports, edits, imports, mergers, restored versions, and steps that are undone.
 */
export class PledgeReports1769600000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE pledge_report (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        pledge_id uuid NOT NULL,
        reported_on date NOT NULL,
        progress text NOT NULL
          CHECK (progress IN ('planned', 'under_way', 'done', 'dropped')),
        UNIQUE (pledge_id, reported_on)
      )`);
    // Reports from stored versions, as far as the register still shows them.
    await db.query(`
      INSERT INTO pledge_report (pledge_id, reported_on, progress)
      SELECT DISTINCT ON (k.pledge_id, k.day) k.pledge_id, k.day, k.progress
      FROM (
        SELECT (c->>'id')::uuid AS pledge_id, (c->>'reportedOn')::date AS day,
          c->>'progress' AS progress, r.number
        FROM signatory_revision r CROSS JOIN jsonb_array_elements(r.content->'pledges') c
        WHERE c->>'reportedOn' IS NOT NULL
        UNION ALL
        SELECT id, reported_on, progress, 2147483647 FROM pledge WHERE reported_on IS NOT NULL) k
        JOIN pledge p ON p.id = k.pledge_id AND k.day <= p.reported_on
      ORDER BY k.pledge_id, k.day, k.number DESC`);
    await db.query(`
      CREATE FUNCTION keep_pledge_reports() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO pledge_report (pledge_id, reported_on, progress)
        SELECT id, reported_on, progress FROM written WHERE reported_on IS NOT NULL
        ON CONFLICT (pledge_id, reported_on) DO UPDATE SET progress = excluded.progress
          WHERE pledge_report.progress <> excluded.progress;
        RETURN NULL;
      END $$`);
    for (const event of ['INSERT', 'UPDATE'])
      await db.query(`
        CREATE TRIGGER pledge_reports_are_kept_after_${event.toLowerCase()}
        AFTER ${event} ON pledge REFERENCING NEW TABLE AS written
        FOR EACH STATEMENT EXECUTE FUNCTION keep_pledge_reports()`);
    await db.query(`
      CREATE VIEW public_pledge_report AS
      SELECT r.id, r.pledge_id, p.signatory_id, r.reported_on, r.progress
      FROM pledge_report r JOIN pledge p ON p.id = r.pledge_id
        JOIN signatory s ON s.id = p.signatory_id
      WHERE s.state IN ('published', 'on_hold')
        -- An earlier version may have been restored: what came later is kept, and not told.
        AND r.reported_on <= p.reported_on`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_pledge_report`);
    for (const event of ['insert', 'update'])
      await db.query(`DROP TRIGGER pledge_reports_are_kept_after_${event} ON pledge`);
    await db.query(`DROP FUNCTION keep_pledge_reports`);
    await db.query(`DROP TABLE pledge_report`);
  }
}
