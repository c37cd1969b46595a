import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Imports ask for each of thousands of rows whether a town of its country is near its place. */
export class PlacesByLatitude1768300000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX place_by_latitude ON place (country_code, latitude)`);
    await db.query(`DROP INDEX place_of_country`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX place_of_country ON place (country_code)`);
    await db.query(`DROP INDEX place_by_latitude`);
  }
}
