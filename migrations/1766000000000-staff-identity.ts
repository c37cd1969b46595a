import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Signing in by the organisation's own provider (OpenID Connect): who a colleague is there, and who
 * is on the way there now.
 */
export class StaffIdentity1766000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE staff_identity (
        id uuid PRIMARY KEY,
        issuer text NOT NULL,
        subject text NOT NULL,
        staff_id uuid NOT NULL REFERENCES staff,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz,
        CONSTRAINT staff_identity_is_one UNIQUE (issuer, subject),
        CONSTRAINT staff_identity_of UNIQUE (staff_id, issuer)
      )`);
    await db.query(`
      CREATE TABLE staff_provider_visit (
        hash bytea PRIMARY KEY,
        session_id uuid REFERENCES staff_session (id) ON DELETE CASCADE,
        invitation_id uuid REFERENCES staff_token ON DELETE CASCADE,
        expires_at timestamptz NOT NULL,
        CONSTRAINT staff_provider_visit_is_for_one_thing CHECK (session_id IS NULL
          OR invitation_id IS NULL)
      )`);
    await db.query(`CREATE INDEX staff_provider_visit_from ON staff_provider_visit (session_id)`);
    await db.query(`CREATE INDEX staff_provider_visit_by ON staff_provider_visit (invitation_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE staff_provider_visit, staff_identity`);
  }
}
