import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Helplines as rows that staff keep, each with its source and the day of its last check, and what
 * readers say is wrong with them. The seed fills the table and updates only lines that no colleague
 * has changed.
 *
 * The public reads neither who checked a line nor 116 111 where it is not certain to run.
 */
export class Helplines1766920000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE helpline (
        id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        -- Its name in the file of the seed; null for a line that staff added.
        code text UNIQUE,
        country_code text NOT NULL REFERENCES country,
        number text NOT NULL CHECK (number ~ '[0-9]'),
        name text,
        audiences text[] NOT NULL
          CHECK (audiences <@ '{children,adults,victims,missing,emergency}'
            AND cardinality(audiences) > 0),
        min_age smallint,
        max_age smallint,
        hours text,
        chat text,
        languages text[] NOT NULL DEFAULT '{}',
        cost text CHECK (cost IN ('free', 'paid')),
        link text,
        source text NOT NULL CHECK (source <> ''),
        checked_on date NOT NULL,
        checked_by text NOT NULL CHECK (checked_by <> ''),
        certain boolean NOT NULL,
        version int NOT NULL DEFAULT 1,
        changed_at timestamptz NOT NULL DEFAULT now(),
        -- Whether a colleague ever changed it: then the seed leaves it alone.
        kept_by_staff boolean NOT NULL DEFAULT false,
        -- A line that staff took away stays, so that the seed does not add it again.
        removed_at timestamptz
      )`);
    await db.query(`
      CREATE UNIQUE INDEX helpline_number_is_one
        ON helpline (country_code, regexp_replace(number, '[^0-9+]', '', 'g'))
          WHERE removed_at IS NULL`);
    await db.query(`
      CREATE TABLE helpline_report (
        id uuid PRIMARY KEY,
        country_code text NOT NULL REFERENCES country,
        number text NOT NULL,
        remark text,
        language text NOT NULL,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`CREATE INDEX helpline_report_by_age ON helpline_report (created_at)`);
    await db.query(`
      CREATE VIEW public_helpline AS
      SELECT id, country_code, number, name, audiences, min_age, max_age, hours, chat, languages,
        cost, link, source,
             checked_on, certain
      FROM helpline
      WHERE removed_at IS NULL
        AND (certain OR regexp_replace(number, '[^0-9]', '', 'g') <> '116111')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_helpline`);
    await db.query(`DROP TABLE helpline_report`);
    await db.query(`DROP TABLE helpline`);
  }
}
