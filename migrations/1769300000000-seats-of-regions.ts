import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Which town is the seat of its region, so that a region has a point to propose. */
export class SeatsOfRegions1769300000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE place ADD COLUMN seat boolean NOT NULL DEFAULT false`);
    await db.query(`
      CREATE OR REPLACE VIEW public_place AS
      SELECT id, country_code, region, name_official, name_en, name_fr, other_names, search_text,
        population, latitude, longitude, seat FROM place`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_place`);
    await db.query(`ALTER TABLE place DROP COLUMN seat`);
    await db.query(`
      CREATE VIEW public_place AS
      SELECT id, country_code, region, name_official, name_en, name_fr, other_names, search_text,
        population, latitude, longitude FROM place`);
  }
}
