import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What an authority and the Congress write to each other about a case. The words are only here, in
 * a row that can be erased; the audit trail names the row.
 */
export class CaseMessages1769500000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE case_message (
        id uuid PRIMARY KEY,
        submission_id uuid NOT NULL REFERENCES submission ON DELETE CASCADE,
        author text NOT NULL CHECK (author IN ('authority', 'congress')),
        staff_id uuid REFERENCES staff,
        text text NOT NULL,
        mail_id uuid REFERENCES outbox ON DELETE SET NULL,
        written_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
        read_at timestamptz,
        CHECK ((author = 'congress') = (staff_id IS NOT NULL))
      )`);
    await db.query(`CREATE INDEX case_message_of ON case_message (submission_id, written_at)`);
    await db.query(
      `CREATE INDEX case_message_unread ON case_message (submission_id, written_at)
        WHERE author = 'authority' AND read_at IS NULL`,
    );
    await db.query(
      `CREATE INDEX case_message_mail ON case_message (mail_id) WHERE mail_id IS NOT NULL`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE case_message`);
  }
}
