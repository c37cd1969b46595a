import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Completed pledges that the Congress has checked. A mark belongs to one promise and one report. It
 * is not shown after the wording changes or after a report other than "done".
 */
export class SeenByTheCongress1770100100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE pledge_seen (
        pledge_id uuid PRIMARY KEY,
        signatory_id uuid NOT NULL REFERENCES signatory ON DELETE CASCADE,
        promise text NOT NULL,
        reported_on date NOT NULL,
        seen_on date NOT NULL,
        reason text NOT NULL,
        staff_id uuid NOT NULL REFERENCES staff,
        at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`CREATE INDEX pledge_seen_of ON pledge_seen (signatory_id)`);
    await db.query(`
      CREATE VIEW public_pledge_seen AS
      SELECT n.pledge_id, p.signatory_id, n.seen_on
      FROM pledge_seen n JOIN pledge p ON p.id = n.pledge_id
        JOIN signatory s ON s.id = p.signatory_id
      WHERE s.state IN ('published', 'on_hold') AND p.progress = 'done'
        AND n.promise = md5(coalesce(p.action_code, p.own_words))
        AND NOT EXISTS (SELECT 1 FROM pledge_report r WHERE r.pledge_id = p.id
          AND r.progress <> 'done' AND r.reported_on > n.reported_on
          AND r.reported_on <= p.reported_on)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_pledge_seen`);
    await db.query(`DROP TABLE pledge_seen`);
  }
}
