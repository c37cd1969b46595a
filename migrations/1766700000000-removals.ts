import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What was removed because its time was over, by day: how many of what, and nothing of whom. */
export class Removals1766700000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE removal (
        day date NOT NULL DEFAULT current_date,
        what text NOT NULL,
        amount integer NOT NULL CHECK (amount > 0),
        last_at timestamptz NOT NULL DEFAULT now(),
        PRIMARY KEY (day, what)
      )`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE removal`);
  }
}
