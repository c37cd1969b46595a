import type { MigrationInterface, QueryRunner } from 'typeorm';

const reasons = `'demo', 'gone', 'no_contact', 'no_mail', 'returned', 'unsubscribed',
  'same_address'`;

async function allow(db: QueryRunner, list: string): Promise<void> {
  await db.query(`ALTER TABLE mailing_recipient
    DROP CONSTRAINT mailing_recipient_left_out_check,
    ADD CONSTRAINT mailing_recipient_left_out_check CHECK (left_out IN (${list})) NOT VALID`);
  await db.query(`ALTER TABLE mailing_recipient
    VALIDATE CONSTRAINT mailing_recipient_left_out_check`);
}

/**
 * Rounds: a few questions to the signatories of a filter. The invitation and the reminder are
 * letters; the unique pair of round and purpose keeps either from being sent a second time. Of
 * answers the public sees choices and numbers, of public rounds that are closed, never texts.
 */
export class Rounds1770560000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE round (
        id uuid PRIMARY KEY,
        state text NOT NULL DEFAULT 'draft'
          CHECK (state IN ('draft', 'open', 'closed', 'withdrawn')),
        filter jsonb NOT NULL,
        is_public boolean NOT NULL DEFAULT false,
        last_day date,
        texts jsonb NOT NULL DEFAULT '[]',
        questions jsonb NOT NULL DEFAULT '[]',
        written_by uuid NOT NULL REFERENCES staff,
        opened_by uuid REFERENCES staff,
        created_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now(),
        opened_at timestamptz,
        closed_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CHECK ((state = 'draft') = (opened_at IS NULL)),
        CHECK (state = 'draft' OR last_day IS NOT NULL)
      )`);
    await db.query(`CREATE INDEX round_open ON round (last_day) WHERE state = 'open'`);
    await db.query(`
      CREATE TABLE round_answer (
        id uuid PRIMARY KEY,
        round_id uuid NOT NULL REFERENCES round ON DELETE CASCADE,
        signatory_id uuid NOT NULL REFERENCES signatory ON DELETE CASCADE,
        answers jsonb NOT NULL,
        answered_at timestamptz NOT NULL DEFAULT now(),
        changed_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (round_id, signatory_id)
      )`);
    await db.query(`CREATE INDEX round_answer_of ON round_answer (signatory_id)`);
    await db.query(`ALTER TABLE mailing ADD COLUMN round_id uuid REFERENCES round,
      ADD COLUMN round_mail text CHECK (round_mail IN ('invitation', 'reminder')),
      ADD CONSTRAINT mailing_of_round UNIQUE (round_id, round_mail),
      ADD CONSTRAINT mailing_round_check CHECK ((round_id IS NULL) = (round_mail IS NULL))`);
    await allow(db, `${reasons}, 'not_published', 'answered'`);
    await db.query(`
      CREATE VIEW public_round AS
      SELECT r.id, r.last_day, r.closed_at, r.texts, r.questions,
        (SELECT count(*)::int FROM mailing m
          JOIN mailing_recipient i ON i.mailing_id = m.id JOIN signatory s ON s.id = i.signatory_id
          WHERE m.round_id = r.id AND m.round_mail = 'invitation' AND s.state = 'published'
            AND coalesce(i.left_out, '') NOT IN ('demo', 'gone', 'not_published')) AS asked,
        (SELECT count(*)::int FROM round_answer w JOIN signatory s ON s.id = w.signatory_id
          WHERE w.round_id = r.id AND s.state = 'published') AS answered
      FROM round r WHERE r.state = 'closed' AND r.is_public`);
    await db.query(`
      CREATE VIEW public_round_answer AS
      SELECT r.id AS round_id, a.country_code, (q.place - 1)::int AS question,
        q.question->>'kind' AS kind,
        CASE WHEN jsonb_typeof(w.answers->((q.place - 1)::text)) = 'number'
          THEN (w.answers->>((q.place - 1)::text))::numeric END AS value
      FROM round r CROSS JOIN jsonb_array_elements(r.questions)
          WITH ORDINALITY AS q (question, place)
        JOIN round_answer w ON w.round_id = r.id AND w.answers ? ((q.place - 1)::text)
        JOIN signatory s ON s.id = w.signatory_id AND s.state = 'published'
        JOIN authority a ON a.id = s.authority_id
      WHERE r.state = 'closed' AND r.is_public AND q.question->>'kind' IN ('choice', 'number')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_round_answer, public_round`);
    await db.query(`DELETE FROM mailing WHERE round_id IS NOT NULL`);
    await db.query(`DELETE FROM mailing_recipient WHERE left_out IN ('not_published', 'answered')`);
    await allow(db, reasons);
    await db.query(`ALTER TABLE mailing DROP COLUMN round_id, DROP COLUMN round_mail`);
    await db.query(`DELETE FROM proposal WHERE kind = 'round.open'`);
    await db.query(`DROP TABLE round_answer, round`);
  }
}
