import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Beside the official languages the pages and mails speak courtesy languages; each list of names is
 * sorted as its readers expect.
 */
const courtesyLanguages = ['de', 'it', 'es', 'pt', 'nl', 'el', 'tr', 'uk', 'pl', 'ro'];
const tables = ['submission', 'outbox', 'practice'];

export class Languages1764900000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    for (const table of tables) {
      await db.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_language_check,
        ADD CONSTRAINT ${table}_language_check CHECK (language IN ('en', 'fr',
          ${courtesyLanguages.map((code) => `'${code}'`).join(', ')}))`);
    }
    for (const code of courtesyLanguages) {
      await db.query(`CREATE INDEX authority_by_name_${code} ON authority
        ((CASE WHEN name_official_language = '${code}' THEN name_official ELSE name_en
          END) COLLATE "${code}-x-icu", id)`);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    for (const code of courtesyLanguages) await db.query(`DROP INDEX authority_by_name_${code}`);
    for (const table of tables) {
      await db.query(`UPDATE ${table} SET language = 'en' WHERE language NOT IN ('en', 'fr')`);
      await db.query(`ALTER TABLE ${table} DROP CONSTRAINT ${table}_language_check,
        ADD CONSTRAINT ${table}_language_check CHECK (language IN ('en', 'fr'))`);
    }
  }
}
