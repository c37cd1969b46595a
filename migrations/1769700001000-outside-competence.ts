import type { MigrationInterface, QueryRunner } from 'typeorm';

const told = `s.id, s.public_id, s.state, a.kind, a.country_code, a.region, a.name_official,
  a.name_official_language, a.name_en, a.name_fr, a.search_text, a.website, a.population,
  a.latitude, a.longitude, s.signed_on, s.source_url, s.published_at, s.changed_at, s.demo,
  s.reported_on, CASE WHEN s.silence_told THEN extract(year FROM
    coalesce(s.reported_on, (s.published_at AT TIME ZONE 'Europe/Paris')::date))::int
    END AS no_report_since`;
const shown = `FROM signatory s JOIN authority a ON a.id = s.authority_id
  WHERE s.state IN ('published', 'on_hold')`;

/** The pillars that an authority says are outside its competence. */
export class OutsideCompetence1769700001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE authority ADD COLUMN outside_competence text`);
    await db.query(
      `CREATE OR REPLACE VIEW public_signatory AS SELECT ${told}, a.outside_competence ${shown}`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_signatory`);
    await db.query(`CREATE VIEW public_signatory AS SELECT ${told} ${shown}`);
    await db.query(`ALTER TABLE authority DROP COLUMN outside_competence`);
  }
}
