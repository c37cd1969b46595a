import type { MigrationInterface, QueryRunner } from 'typeorm';

/** The functions that write; the start gives them to the role of the trail (trail-role.ts). */
const writers = ['append_leaves', 'append_snapshot_leaf', 'append_trail_leaf', 'log_words'];
const definer = 'SECURITY DEFINER SET search_path = pg_catalog, public, pg_temp';
const moment = (time: string) =>
  `to_char(${time} AT TIME ZONE 'UTC', 'YYYY-MM-DD"T"HH24:MI:SS.MS"Z"')`;

/**
 * The public log: each change to the public data of a signatory is one leaf, which the database
 * writes when the transaction of the decision commits (decision 0061).
 *
 * Triggers (1768500000100) remember which signatories a transaction touched. At its end
 * `append_leaves` compares them with their last leaves, but only if the transaction made a new
 * version of the register: a row changed by hand gets no leaf, and the list then contradicts the
 * log.
 */
export class PublicLog1768500000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await makeTables(db);
    await makeEntries(db);
    await makeAppend(db);
  }

  async down(db: QueryRunner): Promise<void> {
    await takeBack(db);
    await db.query(
      `DROP TABLE log_trail_wanted, log_touched, log_state, log_checkpoint, log_node, log_leaf,
        log_head`,
    );
    await db.query(
      `DROP FUNCTION append_to_log, log_entries, ${writers.join(', ')}, refuse_log_change`,
    );
  }
}

async function makeTables(db: QueryRunner): Promise<void> {
  await db.query(`
    CREATE TABLE log_head (
      one boolean PRIMARY KEY DEFAULT true CHECK (one),
      size bigint NOT NULL DEFAULT 0,
      trail_seq bigint NOT NULL DEFAULT 0,
      trail_at timestamptz
    )`);
  await db.query(`INSERT INTO log_head DEFAULT VALUES`);
  // A bundle of entries names the length of each in two bytes.
  await db.query(`
    CREATE TABLE log_leaf (
      position bigint PRIMARY KEY CHECK (position >= 0),
      leaf text NOT NULL CHECK (octet_length(leaf) < 65536),
      hash bytea NOT NULL CHECK (length(hash) = 32)
    )`);
  await db.query(`
    CREATE TABLE log_node (
      level smallint CHECK (level > 0),
      position bigint CHECK (position >= 0),
      hash bytea NOT NULL CHECK (length(hash) = 32),
      PRIMARY KEY (level, position)
    )`);
  await db.query(`
    CREATE TABLE log_checkpoint (
      size bigint CHECK (size > 0),
      origin text,
      root bytea NOT NULL CHECK (length(root) = 32),
      note text NOT NULL,
      at timestamptz NOT NULL DEFAULT now(),
      PRIMARY KEY (size, origin, note)
    )`);
  // What the last leaf of a signatory says, and the salt of its words: older salts are gone.
  await db.query(`
    CREATE TABLE log_state (
      signatory_id uuid PRIMARY KEY,
      public_id text NOT NULL,
      position bigint NOT NULL,
      shown text,
      salt bytea,
      words bytea
    )`);
  await db.query(`CREATE INDEX log_state_by_public_id ON log_state (public_id)`);
  // Nobody else ever sees a row of these two: it is gone when it could be seen.
  await db.query(`
    CREATE TABLE log_touched (
      id uuid PRIMARY KEY DEFAULT gen_random_uuid(),
      xid xid8 NOT NULL DEFAULT pg_current_xact_id(),
      signatories uuid[] NOT NULL
    )`);
  await db.query(`CREATE TABLE log_trail_wanted (id uuid PRIMARY KEY DEFAULT gen_random_uuid())`);
  await db.query(`
    CREATE FUNCTION refuse_log_change() RETURNS trigger LANGUAGE plpgsql AS $$
    BEGIN
      RAISE EXCEPTION 'the public log is only added to' USING ERRCODE = 'insufficient_privilege';
    END $$`);
  for (const table of ['log_leaf', 'log_node', 'log_checkpoint'])
    await db.query(`
      CREATE TRIGGER ${table}_is_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_log_change()`);
}

/**
 * What the log says of signatories. Keys are in the order of the alphabet and nothing is between
 * them, as RFC 8785 wants it: `row_to_json` writes them so, and numbers are whole.
 *
 * `shown` is what a snapshot holds; `words` is what people wrote, of which only a salted hash gets
 * into the log.
 */
async function makeEntries(db: QueryRunner): Promise<void> {
  // The public's role may ask for it: it tells nothing that is not on the public page.
  await db.query(`
    CREATE FUNCTION log_words(id uuid) RETURNS text LANGUAGE sql STABLE ${definer} AS $$
      SELECT (SELECT row_to_json(r)::text FROM (SELECT
            a.joint_signatories AS "joint",
            (SELECT coalesce(array_to_json(array_agg(q)), '[]') FROM (
               SELECT p.action_code AS "action", p.lead_department AS "department",
                 p.evidence_url AS "evidence",
                 p.own_words_language AS "language", p.progress_note AS "note", p.pact_version
                   AS "pact",
                 p.pillar_code AS "pillar", p.progress AS "progress", p.reported_on AS "reported",
                 p.own_words AS "words", p.target_year AS "year"
               FROM pledge p WHERE p.signatory_id = s.id ORDER BY p.position, p.id) q) AS "pledges",
            s.source_url AS "source", a.website AS "website", a.wikidata_id AS "wikidata") r)
      FROM signatory s JOIN authority a ON a.id = s.authority_id
      WHERE s.id = log_words.id AND s.state IN ('published', 'on_hold')
    $$`);
  await db.query(`
    CREATE FUNCTION log_entries(ids uuid[])
    RETURNS TABLE (signatory_id uuid, place bigint, public_id text, state text,
      merged_into text, shown text, words text)
    LANGUAGE sql STABLE AS $$
      SELECT t.id, t.place, s.public_id, s.state, m.public_id, x.shown, x.words
      FROM unnest(ids) WITH ORDINALITY t (id, place)
      LEFT JOIN signatory s ON s.id = t.id
      LEFT JOIN signatory m ON m.id = s.merged_into
      LEFT JOIN LATERAL (
        SELECT
          (SELECT row_to_json(r)::text FROM (SELECT
            (SELECT coalesce(array_to_json(array_agg(p.action_code
              ORDER BY p.action_code COLLATE "C")), '[]')
             FROM pledge p WHERE p.signatory_id = s.id AND p.action_code IS NOT NULL) AS "actions",
            a.country_code AS "country", s.demo AS "demo", s.signed_on AS "joined", a.kind
              AS "kind",
            a.name_official AS "name", a.name_en AS "nameEn", a.name_fr AS "nameFr",
            a.name_official_language AS "nameLanguage", a.population AS "population", a.region
              AS "region",
            ${moment('s.published_at')} AS "since", s.state AS "state") r) AS shown,
          log_words(s.id) AS words
        FROM authority a WHERE a.id = s.authority_id AND s.state IN ('published', 'on_hold')) x
          ON true
    $$`);
}

async function makeAppend(db: QueryRunner): Promise<void> {
  await db.query(`
    CREATE FUNCTION append_to_log(why text, ids uuid[]) RETURNS void LANGUAGE plpgsql
    SET plan_cache_mode = force_generic_plan AS $$
    DECLARE
      start bigint;
      added bigint;
      at text := ${moment('clock_timestamp()')};
      version bigint := (SELECT r.version FROM register r);
    BEGIN
      SELECT size INTO STRICT start FROM log_head FOR UPDATE;
      WITH found AS MATERIALIZED (
        SELECT e.*, coalesce(e.public_id, l.public_id) AS named, l.shown AS before,
          l.signatory_id IS NOT NULL AS known,
          sha256(l.salt || convert_to(e.words, 'UTF8')) IS DISTINCT FROM l.words AS reworded,
          CASE WHEN e.shown IS NOT NULL THEN uuid_send(gen_random_uuid())
            || uuid_send(gen_random_uuid()) END AS salt
        FROM log_entries(ids) e LEFT JOIN log_state l ON l.signatory_id = e.signatory_id),
      changed AS MATERIALIZED (
        SELECT f.*, start + row_number() OVER (ORDER BY f.place) - 1 AS position,
          sha256(f.salt || convert_to(f.words, 'UTF8')) AS hidden,
          coalesce(why, CASE
            WHEN f.shown IS NULL THEN CASE WHEN f.state IN ('withdrawn', 'merged')
              THEN f.state ELSE 'removed' END
            WHEN f.before IS NULL THEN CASE WHEN f.known THEN 'restored' ELSE 'published' END
            WHEN f.shown::json ->> 'state' = f.before::json ->> 'state' THEN 'changed'
            WHEN f.state = 'on_hold' THEN 'held' ELSE 'resumed' END) AS change
        FROM found f WHERE f.shown IS DISTINCT FROM f.before OR f.reworded),
      leaves AS MATERIALIZED (
        SELECT c.*, (SELECT row_to_json(r)::text FROM (SELECT at AS "at", c.change AS "change",
          c.named AS "id", c.merged_into AS "into",
          c.shown::json AS "signatory", version AS "version", encode(c.hidden, 'hex')
            AS "words") r) AS leaf
        FROM changed c),
      written AS (
        INSERT INTO log_leaf (position, leaf, hash)
        SELECT l.position, l.leaf, sha256('\\x00'::bytea || convert_to(l.leaf, 'UTF8'))
          FROM leaves l),
      kept AS (
        INSERT INTO log_state AS s (signatory_id, public_id, position, shown, salt, words)
        SELECT l.signatory_id, l.named, l.position, l.shown, l.salt, l.hidden FROM leaves l
        ON CONFLICT (signatory_id) DO UPDATE SET position = excluded.position,
          shown = excluded.shown,
          salt = excluded.salt, words = excluded.words)
      SELECT count(*) INTO added FROM leaves;
      IF added > 0 THEN
        UPDATE log_head SET size = start + added;
      END IF;
    END $$`);
  await db.query(`
    CREATE FUNCTION append_leaves() RETURNS trigger LANGUAGE plpgsql ${definer} AS $$
    DECLARE
      touched uuid[];
    BEGIN
      IF NOT EXISTS (SELECT FROM log_touched WHERE id = NEW.id) THEN
        RETURN NULL;
      END IF;
      WITH gone AS (DELETE FROM log_touched WHERE xid = pg_current_xact_id() RETURNING signatories)
      SELECT array_agg(DISTINCT s ORDER BY s) INTO touched FROM gone, unnest(gone.signatories) s;
      IF current_setting('pact.version_made', true) = pg_current_xact_id()::text THEN
        PERFORM append_to_log(NULL, touched);
      END IF;
      RETURN NULL;
    END $$`);
  await appendOthers(db);
}

/** Leaves that are about no signatory: a snapshot of the list, and the head of the audit trail. */
async function appendOthers(db: QueryRunner): Promise<void> {
  const append = (columns: string) => `
      SELECT row_to_json(r)::text INTO STRICT entry
        FROM (SELECT ${moment('clock_timestamp()')} AS "at", ${columns}) r;
      INSERT INTO log_leaf (position, leaf, hash) VALUES (head.size, entry,
        sha256('\\x00'::bytea || convert_to(entry, 'UTF8')));`;
  await db.query(`
    CREATE FUNCTION append_snapshot_leaf() RETURNS trigger LANGUAGE plpgsql ${definer} AS $$
    DECLARE
      head log_head%ROWTYPE;
      entry text;
    BEGIN
      SELECT * INTO STRICT head FROM log_head FOR UPDATE;
      ${append(`(SELECT row_to_json(d) FROM (SELECT NEW.day AS "day", encode(NEW.sha256,
        'hex') AS "sha256", NEW.register_version AS "version") d) AS "snapshot"`)}
      UPDATE log_head SET size = head.size + 1;
      RETURN NULL;
    END $$`);
  // Once an hour, and only if the trail has grown.
  await db.query(`
    CREATE FUNCTION append_trail_leaf() RETURNS trigger LANGUAGE plpgsql ${definer} AS $$
    DECLARE
      head log_head%ROWTYPE;
      trail event_head%ROWTYPE;
      entry text;
    BEGIN
      DELETE FROM log_trail_wanted WHERE id = NEW.id;
      SELECT * INTO STRICT head FROM log_head FOR UPDATE;
      SELECT * INTO STRICT trail FROM event_head;
      IF trail.seq = head.trail_seq OR head.trail_at > clock_timestamp() - interval '1 hour' THEN
        RETURN NULL;
      END IF;
      ${append(`(SELECT row_to_json(d) FROM (SELECT encode(trail.hash, 'hex') AS "hash",
        trail.seq AS "seq") d) AS "trail"`)}
      UPDATE log_head SET size = head.size + 1, trail_seq = trail.seq, trail_at = clock_timestamp();
      RETURN NULL;
    END $$`);
}

/** An owner of a table cannot drop what belongs to the role of the trail. */
async function takeBack(db: QueryRunner): Promise<void> {
  await db.query(`
    DO $$
    DECLARE
      held record;
    BEGIN
      FOR held IN SELECT oid::regprocedure AS name, pg_get_userbyid(proowner) AS holder FROM pg_proc
        WHERE proname = ANY ('{${writers.join(',')}}')
          AND pronamespace = 'public'::regnamespace AND pg_get_userbyid(proowner) <> current_user
      LOOP
        EXECUTE format('GRANT %I TO CURRENT_USER', held.holder);
        EXECUTE format('ALTER FUNCTION %s OWNER TO CURRENT_USER', held.name);
        EXECUTE format('REVOKE %I FROM CURRENT_USER', held.holder);
      END LOOP;
    END $$`);
}
