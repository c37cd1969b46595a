import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an action means in one line, and which department or service of the authority leads on a
 * pledge.
 */
export class PledgeDetails1764000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `ALTER TABLE action ADD COLUMN explanation jsonb NOT NULL DEFAULT '{"en": "", "fr": ""}'`,
    );
    await db.query(`ALTER TABLE pledge ADD COLUMN lead_department text`);
    // For the examples of who pledged the same.
    await db.query(`CREATE INDEX pledge_by_action ON pledge (action_code, signatory_id)`);
    await db.query(
      `CREATE OR REPLACE VIEW public_action AS SELECT code, pillar_code, position, wording, source,
        explanation FROM action`,
    );
    await db.query(`
      CREATE OR REPLACE VIEW public_pledge AS
      SELECT p.id, p.signatory_id, p.pillar_code, p.action_code, p.own_words, p.own_words_language,
        p.target_year, p.progress, p.position,
             p.lead_department
      FROM pledge p JOIN signatory s ON s.id = p.signatory_id
      WHERE s.state IN ('published', 'on_hold')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_pledge, public_action`);
    await db.query(`
      CREATE VIEW public_pledge AS
      SELECT p.id, p.signatory_id, p.pillar_code, p.action_code, p.own_words, p.own_words_language,
        p.target_year, p.progress, p.position
      FROM pledge p JOIN signatory s ON s.id = p.signatory_id
      WHERE s.state IN ('published', 'on_hold')`);
    await db.query(
      `CREATE VIEW public_action AS SELECT code, pillar_code, position, wording, source
        FROM action`,
    );
    await db.query(`DROP INDEX pledge_by_action`);
    await db.query(`ALTER TABLE pledge DROP COLUMN lead_department`);
    await db.query(`ALTER TABLE action DROP COLUMN explanation`);
  }
}
