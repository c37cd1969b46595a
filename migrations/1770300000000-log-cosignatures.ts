import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The newest signature of each witness on a checkpoint of the public log. */
export class LogCosignatures1770300000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE log_cosignature (
        witness text PRIMARY KEY,
        origin text NOT NULL,
        size bigint NOT NULL CHECK (size > 0),
        root bytea NOT NULL CHECK (length(root) = 32),
        at timestamptz NOT NULL,
        line text NOT NULL
      )`);
    await db.query(`
      CREATE VIEW public_log_cosignature AS
      SELECT witness, origin, size, root, at, line FROM log_cosignature`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query('DROP VIEW public_log_cosignature');
    await db.query('DROP TABLE log_cosignature');
  }
}
