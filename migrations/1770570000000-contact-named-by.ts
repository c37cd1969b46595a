import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Who named the contact of a case. For contacts of before, the audit trail knows: the last naming
 * that was followed by a change of contact.
 */
export class ContactNamedBy1770570000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE submission ADD COLUMN contact_named_by uuid REFERENCES staff`);
    await db.query(`
      UPDATE submission s SET contact_named_by = n.actor_id
      FROM event n JOIN staff ON staff.id = n.actor_id
      WHERE n.subject_id = s.id AND n.action = 'contact.named_by_staff'
        AND n.seq = (SELECT max(l.seq) FROM event l JOIN event h USING (subject_id)
          WHERE l.subject_id = s.id AND l.action = 'contact.named_by_staff'
            AND h.action = 'contact.handed_over' AND h.seq > l.seq)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE submission DROP COLUMN contact_named_by`);
  }
}
