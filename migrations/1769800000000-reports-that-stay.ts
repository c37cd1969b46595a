import type { MigrationInterface, QueryRunner } from 'typeorm';

const trigger = (takenBack: string) => `
  CREATE OR REPLACE FUNCTION keep_pledge_reports() RETURNS trigger LANGUAGE plpgsql AS $$
  BEGIN
    ${takenBack}
    INSERT INTO pledge_report (pledge_id, reported_on, progress)
    SELECT id, reported_on, progress FROM written WHERE reported_on IS NOT NULL
    ON CONFLICT (pledge_id, reported_on) DO UPDATE SET progress = excluded.progress
      WHERE pledge_report.progress <> excluded.progress;
    RETURN NULL;
  END $$`;

const reports = (condition: string) => `
  CREATE OR REPLACE VIEW public_pledge_report AS
  SELECT r.id, r.pledge_id, p.signatory_id, r.reported_on, r.progress
  FROM pledge_report r JOIN pledge p ON p.id = r.pledge_id
    JOIN signatory s ON s.id = p.signatory_id
  WHERE s.state IN ('published', 'on_hold') ${condition}`;

const ids = (code: string) => `
  CREATE OR REPLACE VIEW public_external_id AS
  SELECT s.id AS signatory_id, a.geonames_id, a.wikidata_id, ${code} AS municipality_code
  FROM signatory s JOIN authority a ON a.id = s.authority_id
    LEFT JOIN place p ON p.id = a.geonames_id AND a.kind = 'municipality'
  WHERE s.state IN ('published', 'on_hold')
    AND (a.geonames_id IS NOT NULL OR a.wikidata_id IS NOT NULL)`;

/**
 * Restoring an earlier version no longer deletes reports. Later ones are kept but not published.
 * The gazetteer's code is not published where the register has another one, because the town may
 * not be the place of the same name.
 */
export class ReportsThatStay1769800000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(trigger(''));
    await db.query(reports('AND r.reported_on <= p.reported_on'));
    await db.query(
      ids(`CASE WHEN coalesce(a.official_code, p.municipality_code) = p.municipality_code
        THEN p.municipality_code END`),
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(ids('p.municipality_code'));
    await db.query(reports(''));
    await db.query(
      trigger(`DELETE FROM pledge_report r USING written w
        WHERE r.pledge_id = w.id AND (w.reported_on IS NULL OR r.reported_on > w.reported_on);`),
    );
  }
}
