import type { MigrationInterface, QueryRunner } from 'typeorm';

const purposes = `'confirm', 'case_link', 'draft_link', 'hand_over', 'applicant_session', 'reply',
  'person_invitation'`;

async function allow(db: QueryRunner, list: string): Promise<void> {
  await db.query(`ALTER TABLE submission_token
    DROP CONSTRAINT submission_token_purpose_check,
    ADD CONSTRAINT submission_token_purpose_check CHECK (purpose IN (${list})) NOT VALID`);
  await db.query(`ALTER TABLE submission_token
    VALIDATE CONSTRAINT submission_token_purpose_check`);
}

/**
 * Letters to the signatories of a filter. The recipients are fixed when sending begins. The primary
 * key of `mailing_recipient` and `queued_at` ensure that nobody gets a letter twice.
 */
export class Mailings1770200000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE mailing (
        id uuid PRIMARY KEY,
        state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'sending', 'sent')),
        kind text NOT NULL DEFAULT 'duty' CHECK (kind IN ('duty', 'news')),
        filter jsonb NOT NULL,
        written_by uuid NOT NULL REFERENCES staff,
        sent_by uuid REFERENCES staff,
        created_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CHECK ((state = 'draft') = (sent_at IS NULL))
      )`);
    await db.query(`
      CREATE TABLE mailing_text (
        id uuid PRIMARY KEY,
        mailing_id uuid NOT NULL REFERENCES mailing ON DELETE CASCADE,
        language text NOT NULL,
        subject text NOT NULL,
        text text NOT NULL,
        letter_id uuid REFERENCES letter,
        UNIQUE (mailing_id, language)
      )`);
    await db.query(`
      CREATE TABLE mailing_recipient (
        mailing_id uuid NOT NULL REFERENCES mailing ON DELETE CASCADE,
        signatory_id uuid NOT NULL REFERENCES signatory ON DELETE CASCADE,
        left_out text CHECK (left_out IN ('demo', 'gone', 'no_contact', 'no_mail', 'returned',
          'unsubscribed', 'same_address')),
        queued_at timestamptz,
        mail_id uuid REFERENCES outbox ON DELETE SET NULL,
        PRIMARY KEY (mailing_id, signatory_id)
      )`);
    await db.query(
      `CREATE INDEX mailing_recipient_mail ON mailing_recipient (mail_id)
        WHERE mail_id IS NOT NULL`,
    );
    await db.query(
      `CREATE INDEX mailing_recipient_waits ON mailing_recipient (mailing_id, signatory_id)
        WHERE queued_at IS NULL AND left_out IS NULL`,
    );
    await db.query(`CREATE INDEX mailing_recipient_of ON mailing_recipient (signatory_id)`);
    await db.query(
      `CREATE INDEX mailing_text_letter ON mailing_text (letter_id) WHERE letter_id IS NOT NULL`,
    );
    await db.query(`
      CREATE TABLE news_refusal (
        submission_id uuid NOT NULL REFERENCES submission ON DELETE CASCADE,
        email text NOT NULL,
        refused_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (email, submission_id)
      )`);
    await db.query(`CREATE INDEX news_refusal_of ON news_refusal (submission_id)`);
    await allow(db, `${purposes}, 'news_refusal'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM submission_token WHERE purpose = 'news_refusal'`);
    await allow(db, purposes);
    await db.query(`DELETE FROM outbox WHERE template IN ('signatory_letter', 'signatory_news')`);
    await db.query(`DROP TABLE news_refusal, mailing_recipient, mailing_text, mailing`);
  }
}
