import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Appends events to the trail in one call: everybody else who appends waits from its beginning until the transaction ends, and no longer has to
 * wait for an instance that carries the head to and fro. Each event comes with the spelling of its content; place and time are put before it
 * as `eventHash` (server/src/events/event-chain.ts) spells them, by which the chain is verified.
 */
export class AppendEvents1766840000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE FUNCTION append_events(events jsonb) RETURNS void LANGUAGE plpgsql AS $$
      DECLARE
        head event_head%ROWTYPE;
        new_event record;
        moment timestamptz;
        previous bytea;
      BEGIN
        SELECT * INTO STRICT head FROM event_head FOR UPDATE;
        moment := date_trunc('milliseconds', clock_timestamp());
        FOR new_event IN
          SELECT * FROM jsonb_to_recordset(events)
            AS e ("actorKind" text, "actorId" uuid, action text, "subjectKind" text, "subjectId" uuid, details jsonb, spelled text)
        LOOP
          previous := head.hash;
          head.seq := head.seq + 1;
          head.hash := sha256(previous || convert_to(
            format('["%s","%s",%s]', head.seq, to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'), new_event.spelled), 'UTF8'));
          INSERT INTO event (seq, at, actor_kind, actor_id, action, subject_kind, subject_id, details, previous_hash, hash)
          VALUES (head.seq, moment, new_event."actorKind", new_event."actorId", new_event.action, new_event."subjectKind",
            new_event."subjectId", new_event.details, previous, head.hash);
        END LOOP;
        UPDATE event_head SET seq = head.seq, hash = head.hash;
      END $$`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP FUNCTION append_events`);
  }
}
