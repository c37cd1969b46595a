import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Long texts that a colleague has written and not sent, one row for each form. `subject` is the id
 * of what the form is about; a draft about a case goes with the case. Each save has a random
 * version, so that no window takes a draft written after a deletion for the one it has seen.
 */
export class StaffDrafts1770564000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE staff_draft (
        id uuid PRIMARY KEY,
        staff_id uuid NOT NULL REFERENCES staff ON DELETE CASCADE,
        kind text NOT NULL,
        subject text NOT NULL,
        submission_id uuid REFERENCES submission ON DELETE CASCADE,
        fields jsonb NOT NULL,
        version integer NOT NULL DEFAULT 1 + floor(random() * 999999998)::int,
        changed_at timestamptz NOT NULL DEFAULT now(),
        UNIQUE (staff_id, kind, subject)
      )`);
    await db.query(`CREATE INDEX staff_draft_of_case ON staff_draft (submission_id)`);
    await db.query(`CREATE INDEX staff_draft_old ON staff_draft (changed_at)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE staff_draft`);
  }
}
