import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Saved replies have a text in each language of the mails: English and French as before, the others
 * where someone has written them. `starter` marks a shipped reply. After its period, only the
 * counts of a letter to signatories are kept.
 */
export class RepliesInAllLanguages1770551000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE message_template
        ADD COLUMN other_texts jsonb NOT NULL DEFAULT '{}',
        ADD COLUMN starter text UNIQUE`);
    await db.query(`
      ALTER TABLE mailing ADD COLUMN counts jsonb, ADD COLUMN forgotten_at timestamptz,
        ADD CHECK ((counts IS NULL) = (forgotten_at IS NULL))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE mailing DROP COLUMN counts, DROP COLUMN forgotten_at`);
    await db.query(`
      ALTER TABLE message_template DROP COLUMN other_texts, DROP COLUMN starter`);
  }
}
