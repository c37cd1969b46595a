import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * What the bench of the workbench asked for at 200,000 signatories (bench/workbench.md): mails by a
 * part of the recipient's address, pledges by pillar and progress, authorities by kind. Building
 * them holds up writers of these tables for a second or two; CONCURRENTLY would not, but it waits
 * for every other session, and so for the instances that wait for this migration.
 */
export class FullSize1766300000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX outbox_recipient ON outbox USING gin (recipient gin_trgm_ops)`);
    await db.query(
      `CREATE INDEX pledge_by_progress ON pledge (pillar_code, progress) INCLUDE (action_code,
        signatory_id)`,
    );
    await db.query(
      `CREATE INDEX authority_by_kind ON authority (kind, name_en COLLATE "und-x-icu", id)`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX authority_by_kind, pledge_by_progress, outbox_recipient`);
  }
}
