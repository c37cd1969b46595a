import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Indexes for those who look back: the audit trail by action, actor and time, the mails by state,
 * and the decisions of a span of time.
 */
export class LookingBack1765400200000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE INDEX event_by_action ON event (action, seq)`);
    await db.query(`CREATE INDEX event_by_actor ON event (actor_id, seq)`);
    await db.query(`CREATE INDEX event_by_time ON event (at, seq)`);
    await db.query(`CREATE INDEX outbox_by_state ON outbox (state, created_at, id)`);
    await db.query(`CREATE INDEX outbox_newest ON outbox (created_at, id)`);
    await db.query(`CREATE INDEX decision_by_time ON decision (decided_at)`);
    await db.query(`CREATE INDEX submission_by_confirmation ON submission (confirmed_at)`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP INDEX submission_by_confirmation, decision_by_time, outbox_newest, ' +
        'outbox_by_state, event_by_time, event_by_actor, event_by_action',
    );
  }
}
