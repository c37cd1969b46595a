import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What the mail server answered at each attempt; deleted with its mail. */
export class MailAttempts1769210000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE mail_attempt (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        mail_id uuid NOT NULL REFERENCES outbox ON DELETE CASCADE,
        at timestamptz NOT NULL DEFAULT now(),
        outcome text NOT NULL
          CHECK (outcome IN ('accepted', 'deferred', 'refused', 'unanswered', 'uncertain')),
        code smallint,
        enhanced_code text,
        answer text NOT NULL,
        queue_id text,
        command text,
        server text NOT NULL
      )`);
    await db.query(`CREATE INDEX mail_attempt_of ON mail_attempt (mail_id, at)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE mail_attempt`);
  }
}
