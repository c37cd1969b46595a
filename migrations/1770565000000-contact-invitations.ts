import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who was invited to become the contact of a signatory that joined without an endorsement in this
 * register. There is one row until a colleague has confirmed the person or cancelled. Each mail has
 * a link of its own; only the newest works, and none after the address was proven.
 */
export class ContactInvitations1770565000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE contact_invitation (
        signatory_id uuid PRIMARY KEY REFERENCES signatory ON DELETE CASCADE,
        name text NOT NULL,
        office text,
        email text NOT NULL,
        language text NOT NULL,
        invited_by uuid NOT NULL REFERENCES staff,
        invited_at timestamptz NOT NULL DEFAULT now(),
        opened_at timestamptz,
        proven_at timestamptz,
        version integer NOT NULL
      )`);
    await db.query(`
      CREATE TABLE contact_invitation_token (
        id uuid PRIMARY KEY,
        signatory_id uuid NOT NULL UNIQUE
          REFERENCES contact_invitation ON DELETE CASCADE,
        hash bytea NOT NULL UNIQUE,
        expires_at timestamptz NOT NULL
      )`);
    await db.query(`CREATE INDEX contact_invitation_email ON contact_invitation (email)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE contact_invitation_token`);
    await db.query(`DROP TABLE contact_invitation`);
  }
}
