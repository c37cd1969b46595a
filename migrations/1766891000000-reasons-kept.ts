import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The words typed for each step of a signatory, and each mail as it was sent: both kept, and
 * erasable.
 */
export class ReasonsKept1766891000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE signatory_step (
        id uuid PRIMARY KEY,
        signatory_id uuid NOT NULL REFERENCES signatory ON DELETE CASCADE,
        action text NOT NULL,
        reason_code text NOT NULL,
        reason text NOT NULL DEFAULT '',
        mailed boolean NOT NULL,
        staff_id uuid REFERENCES staff,
        undo_id uuid REFERENCES undo ON DELETE SET NULL,
        at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`CREATE INDEX signatory_step_of ON signatory_step (signatory_id, at)`);
    await db.query(
      `CREATE INDEX signatory_step_of_undo ON signatory_step (undo_id) WHERE undo_id IS NOT NULL`,
    );
    await db.query(`ALTER TABLE outbox ADD COLUMN sent_subject text, ADD COLUMN sent_text text`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE outbox DROP COLUMN sent_subject, DROP COLUMN sent_text`);
    await db.query(`DROP TABLE signatory_step`);
  }
}
