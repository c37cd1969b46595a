import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files that no document row tells of, so that none outlives the process that should have attached
 * or removed it.
 */
export class LooseFiles1765700000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE loose_file (
        id uuid PRIMARY KEY,
        since timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`CREATE INDEX loose_file_oldest ON loose_file (since)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE loose_file`);
  }
}
