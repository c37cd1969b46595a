import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Requested mails are counted by mailbox and network over a sliding day. A session stores when its
 * owner last gave a proof.
 */
export class AskedMails1766900100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // The key is a hash: no address is stored.
    await db.query(
      `CREATE TABLE asked_mail (key text NOT NULL,
        at timestamptz NOT NULL DEFAULT clock_timestamp())`,
    );
    await db.query(`CREATE INDEX asked_mail_of ON asked_mail (key, at)`);
    await db.query(`ALTER TABLE staff_session ADD COLUMN proven_at timestamptz`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE staff_session DROP COLUMN proven_at`);
    await db.query(`DROP TABLE asked_mail`);
  }
}
