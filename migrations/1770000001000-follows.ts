import type { MigrationInterface, QueryRunner } from 'typeorm';

const purposes = (all: string) => `
  ALTER TABLE subscriber_token DROP CONSTRAINT subscriber_token_purpose_check,
    ADD CONSTRAINT subscriber_token_purpose_check CHECK (purpose IN (${all}))`;

/**
 * Towns, countries and actions that readers follow. A follower is a subscriber, who may also get
 * the newsletter. `from_seq` is the last event sent for a follow, so nothing is sent twice.
 */
export class Follows1770000001000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE subscriber ADD COLUMN newsletter boolean NOT NULL DEFAULT true`);
    await db.query(`
      CREATE TABLE follow (
        id uuid PRIMARY KEY,
        subscriber_id uuid NOT NULL REFERENCES subscriber ON DELETE CASCADE,
        kind text NOT NULL CHECK (kind IN ('signatory', 'country', 'action')),
        key text NOT NULL,
        language text NOT NULL,
        asked_at timestamptz NOT NULL DEFAULT now(),
        confirmed_at timestamptz,
        from_seq bigint,
        UNIQUE (subscriber_id, kind, key),
        CHECK ((confirmed_at IS NULL) = (from_seq IS NULL))
      )`);
    await db.query(`CREATE INDEX follow_unconfirmed ON follow (asked_at)
      WHERE confirmed_at IS NULL`);
    await db.query(
      purposes(`'newsletter_confirm', 'newsletter_unsubscribe', 'follow_confirm',
      'follow_manage'`),
    );
    await db.query(
      `ALTER TABLE subscriber_token ADD COLUMN follow_id uuid REFERENCES follow ON DELETE CASCADE`,
    );
    await db.query(`
      CREATE TABLE follow_round (
        begun_at timestamptz PRIMARY KEY,
        to_seq bigint NOT NULL,
        reached uuid,
        mails integer NOT NULL DEFAULT 0,
        done_at timestamptz
      )`);
    await db.query(
      `CREATE UNIQUE INDEX follow_round_one_open ON follow_round ((true)) WHERE done_at IS NULL`,
    );
    // Of one that has left, its name and where it lies, and nothing of its page.
    await db.query(`
      CREATE VIEW public_changed_signatory AS
      SELECT s.id, s.public_id, s.state = 'withdrawn' AS gone, a.name_official,
        a.name_official_language, a.name_en, a.name_fr, a.country_code, s.demo
      FROM signatory s JOIN authority a ON a.id = s.authority_id
      WHERE s.state IN ('published', 'on_hold', 'withdrawn')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_changed_signatory`);
    await db.query(`DELETE FROM outbox WHERE template LIKE 'follow_%'`);
    await db.query(`DELETE FROM subscriber_token WHERE purpose LIKE 'follow_%'`);
    await db.query(`DELETE FROM subscriber WHERE NOT newsletter`);
    await db.query(`ALTER TABLE subscriber_token DROP COLUMN follow_id`);
    await db.query(purposes(`'newsletter_confirm', 'newsletter_unsubscribe'`));
    await db.query(`DROP TABLE follow_round, follow`);
    await db.query(`ALTER TABLE subscriber DROP COLUMN newsletter`);
  }
}
