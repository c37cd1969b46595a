import type { MigrationInterface, QueryRunner } from 'typeorm';

const before = `'draft', 'unconfirmed', 'waiting', 'changes_requested', 'approved', 'rejected',
  'withdrawn', 'expired'`;

/**
 * The mayor signs later: an endorsement is sent without the signed Pact, and its case waits for it.
 * Since when, when it came, and how many reminders were sent.
 */
export class SignatureLater1768700000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE submission DROP CONSTRAINT submission_state_check`);
    await db.query(`
      ALTER TABLE submission
        ADD CONSTRAINT submission_state_check CHECK (state IN (${before}, 'awaiting_signature')),
        ADD COLUMN signature_awaited_at timestamptz,
        ADD COLUMN signature_sent_at timestamptz,
        ADD COLUMN signature_reminders smallint NOT NULL DEFAULT 0`);
    // For the clock: who is reminded, warned, or at the end of the time.
    await db.query(
      `CREATE INDEX submission_awaiting_signature ON submission (updated_at)
        WHERE state = 'awaiting_signature'`,
    );
  }

  /** Such a case becomes one that was asked for changes: it is sent again with the signed Pact. */
  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX submission_awaiting_signature`);
    await db.query(
      `UPDATE submission SET state = 'changes_requested' WHERE state = 'awaiting_signature'`,
    );
    await db.query(`
      ALTER TABLE submission
        DROP CONSTRAINT submission_state_check,
        DROP COLUMN signature_awaited_at,
        DROP COLUMN signature_sent_at,
        DROP COLUMN signature_reminders`);
    await db.query(
      `ALTER TABLE submission ADD CONSTRAINT submission_state_check CHECK (state IN (${before}))`,
    );
  }
}
