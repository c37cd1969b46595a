import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What each change of a helpline said before and after: kept outside the audit trail, and erasable.
 */
export class HelplineChanges1766930000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE helpline_change (
        id uuid PRIMARY KEY,
        helpline_id uuid NOT NULL REFERENCES helpline,
        action text NOT NULL CHECK (action IN ('add', 'change', 'confirm', 'remove')),
        changes jsonb NOT NULL,
        staff_id uuid NOT NULL REFERENCES staff,
        at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`CREATE INDEX helpline_change_of ON helpline_change (helpline_id, at)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE helpline_change`);
  }
}
