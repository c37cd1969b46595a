import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * When each colleague wants which notices, and those already sent: one row for each, so that
 * neither two instances nor a second run send one twice.
 */
export class Told1768600000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE staff_choice (
        staff_id uuid NOT NULL REFERENCES staff,
        kind text NOT NULL,
        period text NOT NULL CHECK (period IN ('at_once', 'daily', 'weekly', 'never')),
        since timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (staff_id, kind)
      )`);
    await db.query(`
      CREATE TABLE staff_notice (
        staff_id uuid NOT NULL REFERENCES staff,
        kind text NOT NULL,
        thing text NOT NULL,
        submission_id uuid REFERENCES submission ON DELETE CASCADE,
        by_staff uuid REFERENCES staff,
        at timestamptz NOT NULL DEFAULT now(),
        told_at timestamptz,
        PRIMARY KEY (staff_id, kind, thing)
      )`);
    await db.query(`CREATE INDEX staff_notice_latest ON staff_notice (staff_id, kind, at)`);
    await db.query(
      `CREATE INDEX staff_notice_of ON staff_notice (submission_id)
        WHERE submission_id IS NOT NULL`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE staff_notice, staff_choice`);
  }
}
