import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who had asked for the newsletter and not confirmed it when following by mail came does not get it
 * by confirming something else: each opt-in is its own.
 */
export class NewsletterOptIn1770510000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`UPDATE subscriber SET newsletter = false WHERE confirmed_at IS NULL`);
  }

  /**
   * Those who asked and those who did not cannot be distinguished. Confirmation links work as
   * before.
   */
  down(): Promise<void> {
    return Promise.resolve();
  }
}
