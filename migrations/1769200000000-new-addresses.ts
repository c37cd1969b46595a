import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The address of a colleague can be changed: the new one is confirmed by a mailed link. */
export class NewAddresses1769200000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE staff_token
      ADD COLUMN new_email text,
      ADD COLUMN asked_by uuid REFERENCES staff,
      DROP CONSTRAINT staff_token_purpose_check,
      ADD CONSTRAINT staff_token_purpose_check
        CHECK (purpose IN ('staff_invitation', 'staff_password', 'staff_address')),
      ADD CHECK ((purpose = 'staff_address') = (new_email IS NOT NULL))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DELETE FROM staff_token WHERE purpose = 'staff_address'`);
    await db.query(`ALTER TABLE staff_token
      DROP COLUMN new_email,
      DROP COLUMN asked_by,
      DROP CONSTRAINT staff_token_purpose_check,
      ADD CONSTRAINT staff_token_purpose_check
        CHECK (purpose IN ('staff_invitation', 'staff_password'))`);
  }
}
