import type { MigrationInterface, QueryRunner } from 'typeorm';

async function check(db: QueryRunner, name: string, condition: string): Promise<void> {
  await db.query(`ALTER TABLE attachment DROP CONSTRAINT ${name},
    ADD CONSTRAINT ${name} CHECK (${condition}) NOT VALID`);
  await db.query(`ALTER TABLE attachment VALIDATE CONSTRAINT ${name}`);
}

/** Files that answer a question of a round. They go with the answer (decision 0087). */
export class FilesOfRounds1770562000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE attachment
      ADD COLUMN round_answer_id uuid REFERENCES round_answer ON DELETE CASCADE`);
    await db.query(`CREATE INDEX attachment_of_round_answer ON attachment (round_answer_id)`);
    await check(db, 'attachment_check', `num_nonnulls(message_id, note_id, round_answer_id) <= 1`);
    await check(db, 'attachment_check1', `num_nonnulls(staff_id, message_id, round_answer_id) > 0`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM attachment WHERE round_answer_id IS NOT NULL`);
    await check(db, 'attachment_check', `message_id IS NULL OR note_id IS NULL`);
    await check(db, 'attachment_check1', `staff_id IS NOT NULL OR message_id IS NOT NULL`);
    await db.query(`ALTER TABLE attachment DROP COLUMN round_answer_id`);
  }
}
