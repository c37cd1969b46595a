import type { MigrationInterface, QueryRunner } from 'typeorm';

const withdrawn = (more = '') => `
  CREATE VIEW public_withdrawn_signatory AS
  SELECT s.public_id, a.name_official, a.name_official_language, a.name_en, a.name_fr,
    s.published_at, s.withdrawn_at${more}
  FROM signatory s JOIN authority a ON a.id = s.authority_id
  WHERE s.state = 'withdrawn'`;

/** The page and the badge of a former signatory name the day on which it joined. */
export class DayOfJoiningOfThoseWhoLeft1768800000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(withdrawn(', s.signed_on').replace('CREATE VIEW', 'CREATE OR REPLACE VIEW'));
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_withdrawn_signatory`);
    await db.query(withdrawn());
  }
}
