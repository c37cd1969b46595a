import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The answers at the time of the request for changes, so that a returned case shows what is new;
 * and the keys by which a page of the queue finds authorities on the register.
 */
export class AnswersWhenAsked1769100000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE decision ADD COLUMN answers jsonb`);
    await db.query(`CREATE INDEX authority_by_key ON authority (country_code, identity_key)`);
    await db.query(`CREATE INDEX authority_by_place ON authority (geonames_id)
      WHERE geonames_id IS NOT NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX authority_by_place`);
    await db.query(`DROP INDEX authority_by_key`);
    await db.query(`ALTER TABLE decision DROP COLUMN answers`);
  }
}
