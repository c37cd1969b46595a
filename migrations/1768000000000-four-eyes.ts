import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What one colleague wants to change before the public and a second one has to confirm. An account
 * counts as a second one from when another administrator than the one who invited it, or gave it
 * its roles, has vouched for it; accounts that exist already do.
 */
export class FourEyes1768000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE staff
        ADD COLUMN roles_by uuid REFERENCES staff,
        ADD COLUMN vouched_at timestamptz DEFAULT now()`);
    await db.query(`
      CREATE TABLE proposal (
        id uuid PRIMARY KEY,
        kind text NOT NULL,
        subject_kind text NOT NULL,
        subject_id uuid,
        wanted jsonb,
        digest bytea NOT NULL,
        proposed_by uuid NOT NULL REFERENCES staff,
        proposed_at timestamptz NOT NULL DEFAULT now(),
        state text NOT NULL DEFAULT 'open' CHECK (state IN ('open', 'confirmed', 'rejected')),
        decided_by uuid REFERENCES staff,
        decided_at timestamptz,
        reason text NOT NULL DEFAULT '',
        CHECK ((state = 'open') = (decided_at IS NULL)),
        CHECK (state <> 'confirmed' OR decided_by <> proposed_by),
        CHECK (state <> 'open' OR wanted IS NOT NULL)
      )`);
    await db.query(
      `CREATE UNIQUE INDEX proposal_one_open ON proposal (kind,
        coalesce(subject_id, '00000000-0000-0000-0000-000000000000')) WHERE state = 'open'`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE proposal`);
    await db.query(`ALTER TABLE staff DROP COLUMN vouched_at, DROP COLUMN roles_by`);
  }
}
