import type { MigrationInterface, QueryRunner } from 'typeorm';

const definer = 'SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp';

/**
 * From here on every change of the list is written into the public log (1768500000000), which
 * begins with the list as it is now.
 */
export class LoggedChanges1768500000100 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await makeTriggers(db);
    await makeViews(db);
    await db.query(`
      SELECT append_to_log('baseline', ARRAY(
        SELECT id FROM signatory WHERE state IN ('published', 'on_hold')
        ORDER BY published_at, public_id))`);
  }

  async down(db: QueryRunner): Promise<void> {
    await takeBack(db);
    await db.query(
      `DROP VIEW public_log_leaf, public_log_node, public_log_checkpoint, public_log_state`,
    );
    for (const table of ['signatory', 'authority', 'pledge'])
      for (const verb of ['insert', 'update', 'delete'])
        await db.query(`DROP TRIGGER log_sees_${verb} ON ${table}`);
    await db.query(`DROP TRIGGER version_is_made ON register`);
    await db.query(`DROP TRIGGER snapshot_is_logged ON snapshot`);
    await db.query(`DROP TRIGGER trail_is_logged ON log_trail_wanted`);
    await db.query(`DROP TRIGGER leaves_are_appended ON log_touched`);
    await db.query(`DROP FUNCTION touch_log, note_version_made`);
  }
}

async function makeTriggers(db: QueryRunner): Promise<void> {
  await db.query(`
    CREATE FUNCTION touch_log() RETURNS trigger LANGUAGE plpgsql ${definer} AS $$
    DECLARE
      touched uuid[];
    BEGIN
      IF TG_TABLE_NAME = 'signatory' THEN
        touched := ARRAY(SELECT id FROM rows WHERE state IN ('published', 'on_hold')
          UNION SELECT r.id FROM rows r JOIN log_state l ON l.signatory_id = r.id);
      ELSIF TG_TABLE_NAME = 'authority' THEN
        touched := ARRAY(SELECT s.id FROM rows r JOIN signatory s ON s.authority_id = r.id
          WHERE s.state IN ('published', 'on_hold'));
      ELSE
        touched := ARRAY(SELECT DISTINCT signatory_id FROM rows);
      END IF;
      IF cardinality(touched) > 0 THEN
        INSERT INTO log_touched (signatories) VALUES (touched);
      END IF;
      RETURN NULL;
    END $$`);
  for (const table of ['signatory', 'authority', 'pledge'])
    for (const verb of ['insert', 'update', 'delete'])
      await db.query(`
        CREATE TRIGGER log_sees_${verb} AFTER ${verb.toUpperCase()} ON ${table}
        REFERENCING ${verb === 'delete' ? 'OLD' : 'NEW'} TABLE AS rows
        FOR EACH STATEMENT EXECUTE FUNCTION touch_log()`);
  await db.query(`
    CREATE CONSTRAINT TRIGGER leaves_are_appended AFTER INSERT ON log_touched
      DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION append_leaves()`);
  await db.query(`
    CREATE CONSTRAINT TRIGGER trail_is_logged AFTER INSERT ON log_trail_wanted
      DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION append_trail_leaf()`);
  await db.query(`
    CREATE CONSTRAINT TRIGGER snapshot_is_logged AFTER INSERT ON snapshot
      DEFERRABLE INITIALLY DEFERRED
      FOR EACH ROW EXECUTE FUNCTION append_snapshot_leaf()`);
  await db.query(`
    CREATE FUNCTION note_version_made() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      PERFORM set_config('pact.version_made', pg_current_xact_id()::text, true);
      RETURN NULL;
    END $$`);
  await db.query(`
    CREATE TRIGGER version_is_made AFTER UPDATE OF version ON register
      FOR EACH STATEMENT EXECUTE FUNCTION note_version_made()`);
}

async function makeViews(db: QueryRunner): Promise<void> {
  await db.query(`CREATE VIEW public_log_leaf AS SELECT position, leaf, hash FROM log_leaf`);
  await db.query(`CREATE VIEW public_log_node AS SELECT level, position, hash FROM log_node`);
  await db.query(
    `CREATE VIEW public_log_checkpoint AS SELECT size, origin, root, note, at FROM log_checkpoint`,
  );
  // The words themselves are public as long as the signatory is; without its salt, a hash of them
  // says nothing.
  await db.query(`
    CREATE VIEW public_log_state AS
    SELECT public_id, position, salt, log_words(signatory_id) AS words FROM log_state`);
}

/** An owner of a table cannot drop what belongs to the role of the trail. */
async function takeBack(db: QueryRunner): Promise<void> {
  await db.query(`
    DO $$
    DECLARE
      held record;
    BEGIN
      FOR held IN SELECT oid::regprocedure AS name, pg_get_userbyid(proowner) AS holder FROM pg_proc
        WHERE proname = ANY ('{touch_log}') AND pronamespace = 'public'::regnamespace
          AND pg_get_userbyid(proowner) <> current_user
      LOOP
        EXECUTE format('GRANT %I TO CURRENT_USER', held.holder);
        EXECUTE format('ALTER FUNCTION %s OWNER TO CURRENT_USER', held.name);
        EXECUTE format('REVOKE %I FROM CURRENT_USER', held.holder);
      END LOOP;
    END $$`);
}
