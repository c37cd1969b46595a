import type { MigrationInterface, QueryRunner } from 'typeorm';

const told = `
      SELECT value->'keepDraftDays' AS keep_draft_days,
             value->'keepUnconfirmedDays' AS keep_unconfirmed_days,
             value->'keepEndedCaseDays' AS keep_ended_case_days,
             value->'keepSentMailDays' AS keep_sent_mail_days,
             value->'keepFailedMailDays' AS keep_failed_mail_days,
             value->'helplineMonths' AS helpline_months,
             value->>'retentionSource' AS retention_source, value->>'retentionOn' AS retention_on`;
const from = `FROM setting WHERE key = 'settings'`;

/** When reports are due, and who approved the council kit: public pages and papers tell both. */
export class CouncilKit1769700000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE OR REPLACE VIEW public_terms AS ${told},
             value->'reportMonths' AS report_months,
             value->'reportGraceDays' AS report_grace_days,
             value->>'kitSource' AS kit_source, value->>'kitOn' AS kit_on ${from}`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_terms`);
    await db.query(`CREATE VIEW public_terms AS ${told} ${from}`);
  }
}
