import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Events get their places in the trail when their transaction commits. Until now a transaction
 * locked the head of the chain for all others during its round trips and all its remaining work.
 * Now it locks the head only during the commit.
 *
 * Each event comes with the spelling of its content. Place and time are put before it as
 * `eventHash` (server/src/platform/events/event-chain.ts) spells them, by which the chain is
 * verified. An older version may go on appending in its own way: it takes the same lock.
 */
export class AppendEvents1766840000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    // What a transaction has done until now. Nobody else ever sees a row: it is gone when it could
    // be seen.
    await db.query(
      `CREATE TABLE event_to_append (id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
        events jsonb NOT NULL)`,
    );
    await db.query(`
      CREATE FUNCTION append_events() RETURNS trigger LANGUAGE plpgsql AS $$
      DECLARE
        head event_head%ROWTYPE;
        new_event record;
        moment timestamptz;
        previous bytea;
      BEGIN
        SELECT * INTO STRICT head FROM event_head FOR UPDATE;
        moment := date_trunc('milliseconds', clock_timestamp());
        FOR new_event IN
          SELECT * FROM jsonb_to_recordset(NEW.events)
            AS e ("actorKind" text, "actorId" uuid, action text, "subjectKind" text,
              "subjectId" uuid, details jsonb, spelled text)
        LOOP
          previous := head.hash;
          head.seq := head.seq + 1;
          head.hash := sha256(previous || convert_to(
            format('["%s","%s",%s]', head.seq,
              to_char(moment AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"'),
              new_event.spelled), 'UTF8'));
          INSERT INTO event (seq, at, actor_kind, actor_id, action, subject_kind, subject_id,
            details, previous_hash, hash)
          VALUES (head.seq, moment, new_event."actorKind", new_event."actorId", new_event.action,
            new_event."subjectKind",
            new_event."subjectId", new_event.details, previous, head.hash);
        END LOOP;
        UPDATE event_head SET seq = head.seq, hash = head.hash;
        DELETE FROM event_to_append WHERE id = NEW.id;
        RETURN NULL;
      END $$`);
    await db.query(`
      CREATE CONSTRAINT TRIGGER events_are_appended AFTER INSERT ON event_to_append DEFERRABLE
        INITIALLY DEFERRED
        FOR EACH ROW EXECUTE FUNCTION append_events()`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP TABLE event_to_append`);
    await db.query(`DROP FUNCTION append_events`);
  }
}
