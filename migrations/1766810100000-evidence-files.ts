import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Which pledge a document shows. An amendment may take the pledge away before staff have looked, so
 * it is no foreign key.
 */
export class EvidenceFiles1766810100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE document ADD COLUMN pledge_id uuid`);
    await db.query(`ALTER TABLE upload ADD COLUMN pledge_id uuid`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE upload DROP COLUMN pledge_id`);
    await db.query(`ALTER TABLE document DROP COLUMN pledge_id`);
  }
}
