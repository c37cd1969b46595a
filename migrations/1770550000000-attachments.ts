import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Files of a note or a message about a case. They are not documents of the case: they are never
 * published or listed as documents. A trigger records the file of each deleted row, so that the
 * sweep removes it (decision 0086).
 */
export class Attachments1770550000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE attachment (
        id uuid PRIMARY KEY,
        submission_id uuid NOT NULL REFERENCES submission ON DELETE CASCADE,
        message_id uuid REFERENCES case_message ON DELETE CASCADE,
        note_id uuid REFERENCES case_note ON DELETE CASCADE,
        staff_id uuid REFERENCES staff,
        file_name text NOT NULL,
        media_type text NOT NULL,
        bytes integer NOT NULL,
        sha256 bytea NOT NULL,
        findings jsonb NOT NULL,
        scan text NOT NULL,
        added_at timestamptz NOT NULL DEFAULT now(),
        CHECK (message_id IS NULL OR note_id IS NULL),
        CHECK (staff_id IS NOT NULL OR message_id IS NOT NULL)
      )`);
    await db.query(`CREATE INDEX attachment_of_case ON attachment (submission_id)`);
    await db.query(`CREATE INDEX attachment_of_message ON attachment (message_id)`);
    await db.query(`CREATE INDEX attachment_of_note ON attachment (note_id)`);
    await db.query(`
      CREATE FUNCTION note_loose_attachment() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        INSERT INTO loose_file (id) VALUES (OLD.id) ON CONFLICT DO NOTHING;
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE TRIGGER attachment_gone AFTER DELETE ON attachment
      FOR EACH ROW EXECUTE FUNCTION note_loose_attachment()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE attachment`);
    await db.query(`DROP FUNCTION note_loose_attachment()`);
  }
}
