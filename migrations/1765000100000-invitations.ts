import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Colleagues are invited by mail, and choose a new password by mail. Of a link only the hash is
 * kept.
 */
export class Invitations1765000100000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE staff ADD accepted_at timestamptz DEFAULT now()`);
    await db.query(`
      CREATE TABLE staff_token (
        id uuid PRIMARY KEY,
        hash bytea NOT NULL UNIQUE,
        purpose text NOT NULL CHECK (purpose IN ('staff_invitation', 'staff_password')),
        staff_id uuid NOT NULL REFERENCES staff,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      )`);
    await db.query(`CREATE INDEX staff_token_of ON staff_token (staff_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE staff_token`);
    await db.query(`ALTER TABLE staff DROP accepted_at`);
  }
}
