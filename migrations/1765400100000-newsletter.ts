import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The newsletter: its subscribers, and the letters sent to all of them. A letter is stored once.
 * The outbox holds one row for each of its readers. Deleting a subscriber also deletes the tokens
 * and every mail to the address.
 */
export class Newsletter1765400100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE subscriber (
        id uuid PRIMARY KEY,
        email text NOT NULL UNIQUE CHECK (email = lower(email)),
        language text NOT NULL CHECK (language IN ('en', 'fr')),
        created_at timestamptz NOT NULL DEFAULT now(),
        confirmed_at timestamptz
      )`);
    await db.query(
      `CREATE INDEX subscriber_confirmed ON subscriber (id) WHERE confirmed_at IS NOT NULL`,
    );
    await db.query(
      `CREATE INDEX subscriber_unconfirmed ON subscriber (created_at) WHERE confirmed_at IS NULL`,
    );
    await db.query(`
      CREATE TABLE subscriber_token (
        id uuid PRIMARY KEY,
        subscriber_id uuid NOT NULL REFERENCES subscriber ON DELETE CASCADE,
        purpose text NOT NULL CHECK (purpose IN ('newsletter_confirm', 'newsletter_unsubscribe')),
        hash bytea NOT NULL UNIQUE,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz
      )`);
    await db.query(`CREATE INDEX subscriber_token_of ON subscriber_token (subscriber_id, purpose)`);
    await db.query(`
      CREATE TABLE letter (
        id uuid PRIMARY KEY,
        subject text NOT NULL,
        blocks jsonb NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE TABLE digest (
        id uuid PRIMARY KEY,
        state text NOT NULL DEFAULT 'draft' CHECK (state IN ('draft', 'sending', 'sent')),
        subject_en text NOT NULL,
        subject_fr text NOT NULL,
        intro_en text NOT NULL DEFAULT '',
        intro_fr text NOT NULL DEFAULT '',
        since timestamptz NOT NULL,
        until timestamptz,
        letter_en uuid REFERENCES letter,
        letter_fr uuid REFERENCES letter,
        reached uuid,
        readers integer NOT NULL DEFAULT 0,
        created_at timestamptz NOT NULL DEFAULT now(),
        version integer NOT NULL DEFAULT 1,
        CHECK (state = 'draft'
          OR (until IS NOT NULL AND letter_en IS NOT NULL AND letter_fr IS NOT NULL))
      )`);
    // Two drafts beside each other would tell the same news twice.
    await db.query(`CREATE UNIQUE INDEX digest_one_open ON digest ((true)) WHERE state <> 'sent'`);
    await db.query(`
      ALTER TABLE outbox
        ADD COLUMN letter_id uuid REFERENCES letter,
        ADD COLUMN subscriber_id uuid REFERENCES subscriber ON DELETE CASCADE`);
    await db.query(`CREATE UNIQUE INDEX outbox_letter_once ON outbox (subscriber_id, letter_id)`);
    await db.query(
      `CREATE INDEX outbox_of_letter ON outbox (letter_id, state) WHERE letter_id IS NOT NULL`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM outbox WHERE letter_id IS NOT NULL OR subscriber_id IS NOT NULL`);
    await db.query(`DROP INDEX outbox_of_letter, outbox_letter_once`);
    await db.query(`ALTER TABLE outbox DROP COLUMN letter_id, DROP COLUMN subscriber_id`);
    await db.query(`DROP TABLE digest, letter, subscriber_token, subscriber`);
  }
}
