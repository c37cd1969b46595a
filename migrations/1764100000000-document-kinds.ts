import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What a document is: until now each was the signed Pact. */
export class DocumentKinds1764100000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE document ADD COLUMN kind text NOT NULL DEFAULT 'signed_pact' CHECK (kind IN ('signed_pact', 'council_decision', 'other'))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE document DROP COLUMN kind`);
  }
}
