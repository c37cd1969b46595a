import type { MigrationInterface, QueryRunner } from 'typeorm';

const purposes = `'confirm', 'case_link', 'draft_link', 'hand_over', 'applicant_session'`;

/** Mails about a case can be answered: an answer is a message with what else came in its mail. */
export class MailedReplies1769500000001 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE case_message
      ADD COLUMN mail_key bytea,
      ADD COLUMN rest text NOT NULL DEFAULT '',
      ADD COLUMN attachments jsonb NOT NULL DEFAULT '[]',
      ADD COLUMN is_automatic boolean NOT NULL DEFAULT false,
      ADD COLUMN other_sender text,
      ADD CHECK (author = 'authority' OR mail_key IS NULL)`);
    await db.query(`CREATE UNIQUE INDEX case_message_once ON case_message (submission_id, mail_key)
      WHERE mail_key IS NOT NULL`);
    await db.query(`ALTER TABLE submission_token
      DROP CONSTRAINT submission_token_purpose_check,
      ADD CONSTRAINT submission_token_purpose_check CHECK (purpose IN (${purposes}, 'reply'))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM submission_token WHERE purpose = 'reply'`);
    await db.query(`ALTER TABLE submission_token
      DROP CONSTRAINT submission_token_purpose_check,
      ADD CONSTRAINT submission_token_purpose_check CHECK (purpose IN (${purposes}))`);
    await db.query(`ALTER TABLE case_message
      DROP COLUMN mail_key, DROP COLUMN rest, DROP COLUMN attachments, DROP COLUMN is_automatic,
      DROP COLUMN other_sender`);
  }
}
