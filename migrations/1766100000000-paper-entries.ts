import type { MigrationInterface, QueryRunner } from 'typeorm';

/** Some who endorse on paper want no automatic mails. The case records this. */
export class PaperEntries1766100000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(
      `ALTER TABLE submission ADD COLUMN no_automatic_mail boolean NOT NULL DEFAULT false`,
    );
    await db.query(
      `CREATE INDEX submission_begun_by_staff ON submission (entered_by, updated_at DESC)
        WHERE entered_by IS NOT NULL`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX submission_begun_by_staff`);
    await db.query(`ALTER TABLE submission DROP COLUMN no_automatic_mail`);
  }
}
