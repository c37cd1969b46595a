import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The staff's work on the register: versions of a signatory, and imports that can be undone. */
export class RegisterDesk1765300000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE register_import (
        id uuid PRIMARY KEY,
        file_name text NOT NULL,
        sha256 bytea NOT NULL CHECK (length(sha256) = 32),
        staff_id uuid NOT NULL REFERENCES staff,
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'running', 'done', 'undone')),
        sheet jsonb NOT NULL,
        mapping jsonb NOT NULL,
        rows_total integer NOT NULL,
        rows_done integer NOT NULL DEFAULT 0,
        beat_at timestamptz,
        failure text,
        result jsonb,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        finished_at timestamptz,
        undone_at timestamptz
      )`);
    await db.query(
      `CREATE INDEX register_import_newest ON register_import (created_at DESC, id DESC)`,
    );
    await db.query(`
      CREATE TABLE signatory_revision (
        id uuid PRIMARY KEY,
        signatory_id uuid NOT NULL REFERENCES signatory ON DELETE CASCADE,
        number integer NOT NULL CHECK (number > 0),
        signatory_version integer NOT NULL,
        content jsonb NOT NULL,
        cause text NOT NULL CHECK (cause IN ('before', 'edit', 'restore', 'amendment', 'progress',
          'import', 'undo')),
        reason text NOT NULL DEFAULT '',
        staff_id uuid REFERENCES staff,
        submission_id uuid REFERENCES submission ON DELETE SET NULL,
        import_id uuid REFERENCES register_import,
        import_row integer,
        restored integer,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT signatory_revision_number UNIQUE (signatory_id, number)
      )`);
    await db.query(
      `CREATE INDEX signatory_revision_of_import ON signatory_revision (import_id, import_row)
        WHERE import_id IS NOT NULL`,
    );
    await db.query(`CREATE INDEX signatory_last_changed ON signatory (changed_at DESC, id DESC)`);
    await db.query(
      `CREATE INDEX signatory_not_published ON signatory (state) WHERE state <> 'published'`,
    );
    await db.query(
      `CREATE INDEX authority_by_country ON authority (country_code, name_en COLLATE "und-x-icu",
        id)`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP INDEX authority_by_country, signatory_not_published, signatory_last_changed`,
    );
    await db.query(`DROP TABLE signatory_revision, register_import`);
  }
}
