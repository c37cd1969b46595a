import type { MigrationInterface, QueryRunner } from 'typeorm';

/** A mail that says of itself what programs and some offices say: a colleague judges. */
export class DoubtfulReplies1769700002000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE case_message
      ADD COLUMN may_be_automatic boolean NOT NULL DEFAULT false`);
    // Addresses of answers end like every other token: so long after the last mail about a case.
    await db.query(`UPDATE submission_token SET expires_at = now() + interval '180 days'
      WHERE purpose = 'reply' AND expires_at = 'infinity'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE case_message DROP COLUMN may_be_automatic`);
  }
}
