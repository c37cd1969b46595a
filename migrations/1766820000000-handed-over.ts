import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mail that may or may not have arrived is sent once more, but not a third time. */
export class HandedOver1766820000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE outbox ADD COLUMN handed_over smallint NOT NULL DEFAULT 0`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE outbox DROP COLUMN handed_over`);
  }
}
