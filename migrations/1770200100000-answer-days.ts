import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Until when an authority is asked to answer, of what it was reminded, and what it asked for. */
export class AnswerDays1770200100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE submission
      ADD COLUMN answer_by date,
      ADD COLUMN answer_reminders smallint NOT NULL DEFAULT 0,
      ADD COLUMN answer_asked_until date`);
    await db.query(`CREATE INDEX submission_answer_by ON submission (answer_by)
      WHERE state = 'changes_requested'`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE submission
      DROP COLUMN answer_by, DROP COLUMN answer_reminders, DROP COLUMN answer_asked_until`);
  }
}
