import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * Only the append function writes to the trail. It runs with the rights of its owner, a separate
 * role created when the program starts (server/src/platform/database/trail-role.ts), and the
 * application's role loses its own. Decision 0044.
 *
 * An older register starts with one event that lists the signatories without events of their own.
 * From then on, the trail says of every signatory how it was added.
 */
export class TrailOfItsOwn1766890000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await makeAppend(
      db,
      'SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp',
      requireSame,
    );
    await db.query(
      `ALTER TABLE event ADD CONSTRAINT event_begins_at_one CHECK (seq > 0) NOT VALID`,
    );
    const rows = (await db.query(`
      SELECT public_id AS "publicId", state FROM signatory g WHERE NOT demo AND NOT EXISTS (
        SELECT 1 FROM event e WHERE e.subject_id = g.id AND e.details ->> 'to' = g.state
          AND NOT EXISTS (SELECT 1 FROM event l WHERE l.subject_id = g.id AND l.seq > e.seq
            AND (l.details ? 'to' OR l.action LIKE '%.undo')))
      ORDER BY public_id COLLATE "C"`)) as { publicId: string; state: string }[];
    for (let start = 0; start < rows.length; start += 1_000) {
      // Spelled as `canonical` spells it: sorted, also an id that is a number, which an object of
      // JavaScript would put first.
      const signatories = rows
        .slice(start, start + 1_000)
        .map(({ publicId, state }) => `${JSON.stringify(publicId)}:"${state}"`);
      const details = `{"signatories":{${signatories.join(',')}}}`;
      const spelled = `"system",null,"register.baseline","register",null,${details}`;
      const event = {
        actorKind: 'system',
        actorId: null,
        action: 'register.baseline',
        subjectKind: 'register',
        subjectId: null,
      };
      await db.query(`INSERT INTO event_to_append (events) VALUES ($1)`, [
        JSON.stringify([{ ...event, details: JSON.parse(details) as object, spelled }]),
      ]);
    }
  }

  async down(db: QueryRunner): Promise<void> {
    // An owner of a table cannot replace what belongs to the role of the trail.
    await db.query(`
      DO $$
      DECLARE
        holder name := (SELECT pg_get_userbyid(proowner) FROM pg_proc
          WHERE oid = 'append_events'::regproc);
      BEGIN
        IF holder <> current_user THEN
          EXECUTE format('GRANT %I TO CURRENT_USER', holder);
          ALTER FUNCTION append_events() OWNER TO CURRENT_USER;
          EXECUTE format('REVOKE %I FROM CURRENT_USER', holder);
        END IF;
      END $$`);
    await db.query(`ALTER TABLE event DROP CONSTRAINT event_begins_at_one`);
    await makeAppend(db, '', '');
  }
}

/**
 * What is hashed and what is kept must be one: else a line could be shown that is not the one
 * verified.
 */
const requireSame = `
          IF ('[' || new_event.spelled || ']')::jsonb IS DISTINCT
            FROM jsonb_build_array(new_event."actorKind", new_event."actorId",
            new_event.action, new_event."subjectKind", new_event."subjectId", new_event.details)
          THEN
            RAISE EXCEPTION 'the spelling of an event is not its content' USING ERRCODE =
              'check_violation';
          END IF;`;

/** `append_events` as 1766840000000 made it, with the rights and the check that this step adds. */
function makeAppend(db: QueryRunner, rights: string, check: string): Promise<unknown> {
  return db.query(`
      CREATE OR REPLACE FUNCTION append_events() RETURNS trigger LANGUAGE plpgsql ${rights} AS $$
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
        LOOP${check}
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
}
