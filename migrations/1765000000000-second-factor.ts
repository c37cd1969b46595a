import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The second factor of staff. A session opened by the previous version has none, so it counts as
 * half signed in, and nobody stays signed in with a password alone.
 */
export class SecondFactor1765000000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      ALTER TABLE staff
        ADD shortcuts boolean NOT NULL DEFAULT true,
        ADD totp_secret bytea,
        ADD totp_last_step bigint`);
    await db.query(`
      ALTER TABLE staff_session
        ADD id uuid NOT NULL DEFAULT gen_random_uuid() CONSTRAINT staff_session_is_one UNIQUE,
        ADD second_factor text CHECK (second_factor IN ('totp', 'passkey', 'recovery_code',
          'provider')),
        ADD pending jsonb,
        ADD browser text NOT NULL DEFAULT '',
        ADD system text NOT NULL DEFAULT '',
        ADD network text NOT NULL DEFAULT ''`);
    await db.query(`CREATE INDEX staff_session_of ON staff_session (staff_id)`);
    await db.query(`
      CREATE TABLE staff_passkey (
        id text PRIMARY KEY,
        staff_id uuid NOT NULL REFERENCES staff,
        name text NOT NULL,
        public_key bytea NOT NULL,
        counter bigint NOT NULL,
        transports text[] NOT NULL DEFAULT '{}',
        created_at timestamptz NOT NULL DEFAULT now(),
        last_used_at timestamptz
      )`);
    await db.query(`CREATE INDEX staff_passkey_of ON staff_passkey (staff_id)`);
    await db.query(`
      CREATE TABLE staff_recovery_code (
        hash bytea PRIMARY KEY,
        staff_id uuid NOT NULL REFERENCES staff,
        used_at timestamptz
      )`);
    await db.query(`CREATE INDEX staff_recovery_code_of ON staff_recovery_code (staff_id)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE staff_recovery_code, staff_passkey`);
    await db.query(`DROP INDEX staff_session_of`);
    await db.query(
      `ALTER TABLE staff_session DROP id, DROP second_factor, DROP pending, DROP browser,
        DROP system, DROP network`,
    );
    await db.query(`ALTER TABLE staff DROP shortcuts, DROP totp_secret, DROP totp_last_step`);
  }
}
