import type { MigrationInterface, QueryRunner } from 'typeorm';

const reasons = `'demo', 'gone', 'no_contact', 'no_mail', 'returned', 'unsubscribed',
  'same_address', 'not_published', 'answered'`;

async function allow(db: QueryRunner, list: string): Promise<void> {
  await db.query(`ALTER TABLE mailing_recipient
    DROP CONSTRAINT mailing_recipient_left_out_check,
    ADD CONSTRAINT mailing_recipient_left_out_check CHECK (left_out IN (${list})) NOT VALID`);
  await db.query(`ALTER TABLE mailing_recipient
    VALIDATE CONSTRAINT mailing_recipient_left_out_check`);
}

/** The columns are those of before: a view that is replaced keeps what the public role may read. */
const show = (db: QueryRunner, notAsked: string) =>
  db.query(`
    CREATE OR REPLACE VIEW public_round AS
    SELECT r.id, r.last_day, r.closed_at, r.texts, r.questions, p.asked, p.answered
    FROM round r CROSS JOIN LATERAL (
      SELECT count(*)::int AS asked, count(w.id)::int AS answered
      FROM mailing m JOIN mailing_recipient i ON i.mailing_id = m.id
        JOIN signatory s ON s.id = i.signatory_id AND s.state = 'published'
        LEFT JOIN round_answer w ON w.round_id = r.id AND w.signatory_id = s.id
      WHERE m.round_id = r.id AND m.round_mail = 'invitation'
        AND coalesce(i.left_out, '') NOT IN (${notAsked})) p
    WHERE r.state = 'closed' AND r.is_public`);

/**
 * The signatories that a round asks are fixed when it opens. Those who can no longer be reached
 * during sending, and those not written to because the round is over, have separate reasons. Those
 * without a contact were not asked.
 */
export class WhoWasAsked1770561000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await allow(db, `${reasons}, 'out_of_reach', 'round_over'`);
    await show(db, `'demo', 'gone', 'not_published', 'no_contact'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await show(db, `'demo', 'gone', 'not_published'`);
    await db.query(`UPDATE mailing_recipient SET left_out = 'no_mail'
      WHERE left_out IN ('out_of_reach', 'round_over')`);
    await allow(db, reasons);
  }
}
