import type { MigrationInterface, QueryRunner } from 'typeorm';

const purposes = `'confirm', 'case_link', 'draft_link', 'hand_over', 'applicant_session', 'reply'`;

/**
 * The people who work on an endorsement besides its contact, who changed which section, and who
 * sent it. Their links and sessions refer to the person.
 */
export class CasePeople1769900000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE case_person (
        id uuid PRIMARY KEY,
        submission_id uuid NOT NULL REFERENCES submission ON DELETE CASCADE,
        role text NOT NULL
          CHECK (role IN ('lead', 'sender', 'contributor', 'reader', 'supporter')),
        name text NOT NULL,
        email text,
        association_id uuid REFERENCES submission ON DELETE CASCADE,
        language text NOT NULL,
        invited_at timestamptz NOT NULL DEFAULT date_trunc('milliseconds', now()),
        accepted_at timestamptz,
        seen_at timestamptz,
        removed_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        CHECK (association_id IS NULL OR (role = 'supporter' AND email IS NULL))
      )`);
    await db.query(
      `CREATE UNIQUE INDEX case_person_address ON case_person (submission_id, email)
        WHERE removed_at IS NULL`,
    );
    await db.query(`CREATE INDEX case_person_email ON case_person (email)`);
    await db.query(
      `CREATE INDEX case_person_association ON case_person (association_id)
        WHERE association_id IS NOT NULL`,
    );
    await db.query(`ALTER TABLE submission_token
      ADD COLUMN person_id uuid REFERENCES case_person ON DELETE CASCADE`);
    await db.query(`ALTER TABLE submission_token
      DROP CONSTRAINT submission_token_purpose_check,
      ADD CONSTRAINT submission_token_purpose_check
        CHECK (purpose IN (${purposes}, 'person_invitation')) NOT VALID`);
    await db.query(`ALTER TABLE submission_token
      VALIDATE CONSTRAINT submission_token_purpose_check`);
    await db.query(
      `CREATE INDEX submission_token_person ON submission_token (person_id)
        WHERE person_id IS NOT NULL`,
    );
    await db.query(`ALTER TABLE submission
      ADD COLUMN section_changes jsonb NOT NULL DEFAULT '{}', ADD COLUMN sent_by text`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE submission DROP COLUMN section_changes, DROP COLUMN sent_by`);
    // Without the column their sessions would be those of the contact.
    await db.query(`DELETE FROM submission_token WHERE person_id IS NOT NULL`);
    await db.query(`ALTER TABLE submission_token
      DROP COLUMN person_id,
      DROP CONSTRAINT submission_token_purpose_check,
      ADD CONSTRAINT submission_token_purpose_check CHECK (purpose IN (${purposes}))`);
    await db.query(`DROP TABLE case_person`);
  }
}
