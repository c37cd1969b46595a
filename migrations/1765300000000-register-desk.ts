import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The staff's work on the register: versions of a signatory, imports, entries from paper, and good practices that can be edited and taken down. */
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
    await db.query(`CREATE INDEX register_import_newest ON register_import (created_at DESC, id DESC)`);
    await db.query(`
      CREATE TABLE signatory_revision (
        id uuid PRIMARY KEY,
        signatory_id uuid NOT NULL REFERENCES signatory ON DELETE CASCADE,
        number integer NOT NULL CHECK (number > 0),
        signatory_version integer NOT NULL,
        content jsonb NOT NULL,
        cause text NOT NULL CHECK (cause IN ('before', 'edit', 'restore', 'amendment', 'progress', 'import', 'undo')),
        reason text NOT NULL DEFAULT '',
        staff_id uuid REFERENCES staff,
        submission_id uuid REFERENCES submission ON DELETE SET NULL,
        import_id uuid REFERENCES register_import,
        import_row integer,
        restored integer,
        created_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT signatory_revision_number UNIQUE (signatory_id, number)
      )`);
    await db.query(`CREATE INDEX signatory_revision_of_import ON signatory_revision (import_id, import_row) WHERE import_id IS NOT NULL`);
    await db.query(`CREATE INDEX signatory_last_changed ON signatory (changed_at DESC, id DESC)`);
    await db.query(`CREATE INDEX signatory_not_published ON signatory (state) WHERE state <> 'published'`);
    await db.query(`CREATE INDEX authority_by_country ON authority (country_code, name_en COLLATE "und-x-icu", id)`);

    // Also added by the migration of the decisions (four eyes): whichever comes first makes it.
    await db.query(`ALTER TABLE submission ADD COLUMN IF NOT EXISTS entered_by uuid REFERENCES staff`);
    await db.query(`ALTER TABLE submission ADD COLUMN no_mail boolean NOT NULL DEFAULT false, ADD COLUMN paper_file text`);

    await db.query(`
      ALTER TABLE practice
        ADD COLUMN version integer NOT NULL DEFAULT 1,
        ADD COLUMN changed_at timestamptz NOT NULL DEFAULT now(),
        ADD COLUMN taken_down_at timestamptz`);
    await db.query(`UPDATE practice SET changed_at = published_at`);
    await db.query(`CREATE INDEX practice_newest ON practice (published_at DESC, id DESC)`);
    // What a practice is taken down with goes, too: the files beside it.
    for (const view of views) await db.query(`${await definition(db, view)} AND p.taken_down_at IS NULL`);
  }

  async down(db: QueryRunner): Promise<void> {
    for (const view of views) await db.query((await definition(db, view)).replace(/\s+AND \(?p\.taken_down_at IS NULL\)?/i, ''));
    await db.query(`DELETE FROM practice WHERE taken_down_at IS NOT NULL`);
    await db.query(`ALTER TABLE practice DROP COLUMN version, DROP COLUMN changed_at, DROP COLUMN taken_down_at`);
    await db.query(`ALTER TABLE submission DROP COLUMN no_mail, DROP COLUMN paper_file`);
    if (!(await columnIsShared(db))) await db.query(`ALTER TABLE submission DROP COLUMN entered_by`);
    await db.query(`DROP INDEX authority_by_country, signatory_not_published, signatory_last_changed, practice_newest`);
    await db.query(`DROP TABLE signatory_revision, register_import`);
  }
}

const views = ['public_practice', 'public_file'];

/** A public view as it stands, to be given one more condition: whatever columns another migration has given it stay. */
async function definition(db: QueryRunner, view: string): Promise<string> {
  const [row] = (await db.query(`SELECT pg_get_viewdef('${view}'::regclass) AS definition`)) as { definition: string }[];
  return `CREATE OR REPLACE VIEW ${view} AS ${row!.definition.trim().replace(/;$/, '')}`;
}

/** Whether the migration of the decisions made `entered_by` as well, and will take it away itself. */
async function columnIsShared(db: QueryRunner): Promise<boolean> {
  const rows = (await db.query(`SELECT 1 FROM migration WHERE "timestamp" >= 1765200000000 AND "timestamp" < 1765300000000`)) as unknown[];
  return rows.length > 0;
}
