import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mail of which nobody knows whether it arrived is sent once more, and not a third time. */
export class HandedOver1766820000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE outbox ADD COLUMN handed_over smallint NOT NULL DEFAULT 0`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE outbox DROP COLUMN handed_over`);
  }
}
