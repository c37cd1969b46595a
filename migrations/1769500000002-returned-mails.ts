import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Mails that a mail server took and that came back later. */
export class ReturnedMails1769500000002 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE outbox ADD COLUMN returned_at timestamptz,
      ADD COLUMN returned_status text`);
    await db.query(
      `CREATE INDEX outbox_returned ON outbox (recipient) WHERE returned_at IS NOT NULL`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE outbox DROP COLUMN returned_at, DROP COLUMN returned_status`);
  }
}
