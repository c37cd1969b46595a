import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The first tables, in the words of docs/architecture.md, and the views that are all the public
 * reader may see. Who may do what with each table is not said here but in
 * server/src/platform/database/grants.ts.
 */
export class FirstHouse1763900000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`CREATE EXTENSION IF NOT EXISTS pg_trgm`);

    // Reference data: the Pact and the countries
    // ------------------------------------------------------------------
    await db.query(`
      CREATE TABLE country (
        code char(2) PRIMARY KEY CHECK (code ~ '^[A-Z]{2}$'),
        member boolean NOT NULL
      )`);
    await db.query(`
      CREATE TABLE pillar (
        code text PRIMARY KEY,
        position smallint NOT NULL UNIQUE,
        name jsonb NOT NULL,
        aim jsonb NOT NULL
      )`);
    await db.query(`
      CREATE TABLE action (
        code text PRIMARY KEY,
        pillar_code text NOT NULL REFERENCES pillar,
        position smallint NOT NULL,
        wording jsonb NOT NULL,
        source text NOT NULL
      )`);

    // Who can join
    // -------------------------------------------------------------------------------------------
    await db.query(`
      CREATE TABLE authority (
        id uuid PRIMARY KEY,
        kind text NOT NULL CHECK (kind IN ('municipality', 'region', 'association', 'other')),
        country_code char(2) NOT NULL REFERENCES country,
        region text NOT NULL DEFAULT '',
        name_official text NOT NULL,
        name_official_language text NOT NULL DEFAULT 'und',
        name_en text NOT NULL,
        name_fr text NOT NULL,
        identity_key text NOT NULL,
        search_text text NOT NULL,
        website text,
        population integer CHECK (population > 0),
        latitude double precision CHECK (latitude BETWEEN -90 AND 90),
        longitude double precision CHECK (longitude BETWEEN -180 AND 180),
        demo boolean NOT NULL DEFAULT false,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        CONSTRAINT authority_is_one UNIQUE (country_code, kind, region, identity_key)
      )`);
    await db.query(
      `CREATE INDEX authority_search ON authority USING gin (search_text gin_trgm_ops)`,
    );
    await db.query(
      `CREATE INDEX authority_by_name_en ON authority (name_en COLLATE "und-x-icu", id)`,
    );
    await db.query(
      `CREATE INDEX authority_by_name_fr ON authority (name_fr COLLATE "und-x-icu", id)`,
    );

    // Staff
    // -------------------------------------------------------------------------------------------
    await db.query(`
      CREATE TABLE staff (
        id uuid PRIMARY KEY,
        email text NOT NULL UNIQUE CHECK (email = lower(email)),
        name text NOT NULL,
        password_hash text NOT NULL,
        must_change_password boolean NOT NULL DEFAULT true,
        roles text[] NOT NULL CHECK (roles <@ ARRAY['reviewer', 'publisher', 'administrator']),
        language text NOT NULL DEFAULT 'en',
        disabled_at timestamptz,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE TABLE staff_session (
        token_hash bytea PRIMARY KEY,
        staff_id uuid NOT NULL REFERENCES staff,
        created_at timestamptz NOT NULL DEFAULT now(),
        last_seen_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL
      )`);

    // What authorities send in
    // -------------------------------------------------------------------------------------------
    await db.query(`
      CREATE TABLE submission (
        id uuid PRIMARY KEY,
        reference text NOT NULL UNIQUE,
        kind text NOT NULL CHECK (kind IN ('endorsement', 'amendment', 'progress', 'withdrawal')),
        state text NOT NULL CHECK (state IN
          ('draft', 'unconfirmed', 'waiting', 'changes_requested', 'approved', 'rejected',
            'withdrawn', 'expired')),
        language text NOT NULL CHECK (language IN ('en', 'fr')),
        answers jsonb NOT NULL DEFAULT '{}',
        typed jsonb NOT NULL DEFAULT '{}',
        section_versions jsonb NOT NULL DEFAULT '{}',
        contact_email text,
        authority_id uuid REFERENCES authority,
        demo boolean NOT NULL DEFAULT false,
        version integer NOT NULL DEFAULT 1,
        created_at timestamptz NOT NULL DEFAULT now(),
        updated_at timestamptz NOT NULL DEFAULT now(),
        submitted_at timestamptz,
        confirmed_at timestamptz,
        decided_at timestamptz
      )`);
    await db.query(`CREATE INDEX submission_queue ON submission (state, confirmed_at, id)`);
    await db.query(`CREATE INDEX submission_by_contact ON submission (contact_email)`);
    await db.query(`
      CREATE TABLE submission_token (
        id uuid PRIMARY KEY,
        hash bytea NOT NULL UNIQUE,
        purpose text NOT NULL CHECK (purpose IN ('confirm', 'case_link', 'applicant_session')),
        submission_id uuid NOT NULL REFERENCES submission ON DELETE CASCADE,
        created_at timestamptz NOT NULL DEFAULT now(),
        expires_at timestamptz NOT NULL,
        used_at timestamptz
      )`);
    await db.query(`CREATE INDEX submission_token_of ON submission_token (submission_id, purpose)`);
    await db.query(`
      CREATE TABLE document (
        id uuid PRIMARY KEY,
        submission_id uuid NOT NULL REFERENCES submission ON DELETE CASCADE,
        file_name text NOT NULL,
        media_type text NOT NULL,
        bytes integer NOT NULL CHECK (bytes > 0),
        sha256 bytea NOT NULL CHECK (length(sha256) = 32),
        uploaded_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`CREATE INDEX document_of ON document (submission_id)`);
    await db.query(`
      CREATE TABLE decision (
        id uuid PRIMARY KEY,
        submission_id uuid NOT NULL REFERENCES submission ON DELETE CASCADE,
        verdict text NOT NULL CHECK (verdict IN ('request_changes', 'approve', 'reject')),
        reason text NOT NULL,
        staff_id uuid NOT NULL REFERENCES staff,
        decided_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`CREATE INDEX decision_of ON decision (submission_id, decided_at)`);

    // The register
    // -------------------------------------------------------------------------------------------
    await db.query(`
      CREATE TABLE signatory (
        id uuid PRIMARY KEY,
        public_id text NOT NULL UNIQUE,
        authority_id uuid NOT NULL UNIQUE REFERENCES authority,
        endorsement_id uuid UNIQUE REFERENCES submission,
        state text NOT NULL CHECK (state IN ('unlisted', 'published', 'on_hold', 'withdrawn')),
        signed_on text CHECK (signed_on ~ '^[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?$'),
        source_url text,
        published_at timestamptz,
        withdrawn_at timestamptz,
        changed_at timestamptz NOT NULL DEFAULT now(),
        demo boolean NOT NULL DEFAULT false,
        version integer NOT NULL DEFAULT 1,
        CHECK (state = 'unlisted' OR published_at IS NOT NULL)
      )`);
    await db.query(`CREATE INDEX signatory_newest ON signatory (published_at DESC, id DESC)`);
    await db.query(`
      CREATE TABLE pledge (
        id uuid PRIMARY KEY,
        signatory_id uuid NOT NULL REFERENCES signatory ON DELETE CASCADE,
        pillar_code text NOT NULL REFERENCES pillar,
        action_code text REFERENCES action,
        own_words text,
        own_words_language text,
        target_year smallint,
        progress text NOT NULL DEFAULT 'planned' CHECK (progress IN ('planned', 'under_way', 'done',
          'dropped')),
        position smallint NOT NULL,
        CHECK ((action_code IS NULL) <> (own_words IS NULL))
      )`);
    await db.query(`CREATE INDEX pledge_of ON pledge (signatory_id, position)`);
    await db.query(`
      CREATE TABLE register (
        id boolean PRIMARY KEY DEFAULT true CHECK (id),
        version bigint NOT NULL DEFAULT 1,
        changed_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`INSERT INTO register DEFAULT VALUES`);

    // The audit trail, the outbox, limits, settings
    // -------------------------------------------------------------------
    await db.query(`
      CREATE TABLE event (
        seq bigint PRIMARY KEY,
        at timestamptz NOT NULL,
        actor_kind text NOT NULL CHECK (actor_kind IN ('applicant', 'staff', 'system')),
        actor_id uuid,
        action text NOT NULL,
        subject_kind text NOT NULL,
        subject_id uuid,
        details jsonb NOT NULL,
        previous_hash bytea NOT NULL,
        hash bytea NOT NULL
      )`);
    await db.query(`CREATE INDEX event_about ON event (subject_id, seq)`);
    await db.query(`
      CREATE TABLE event_head (
        id boolean PRIMARY KEY DEFAULT true CHECK (id),
        seq bigint NOT NULL,
        hash bytea NOT NULL
      )`);
    await db.query(
      `INSERT INTO event_head (seq, hash) VALUES (0, decode(repeat('00', 32), 'hex'))`,
    );
    await db.query(`
      CREATE FUNCTION refuse_event_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'events are append-only' USING ERRCODE = 'insufficient_privilege';
      END $$`);
    await db.query(`
      CREATE TRIGGER event_is_append_only BEFORE UPDATE OR DELETE OR TRUNCATE ON event
      FOR EACH STATEMENT EXECUTE FUNCTION refuse_event_change()`);
    await db.query(`
      CREATE TABLE outbox (
        id uuid PRIMARY KEY,
        recipient text NOT NULL,
        language text NOT NULL CHECK (language IN ('en', 'fr')),
        template text NOT NULL,
        data jsonb NOT NULL,
        submission_id uuid REFERENCES submission ON DELETE CASCADE,
        state text NOT NULL DEFAULT 'queued' CHECK (state IN ('queued', 'sent', 'dead')),
        attempts smallint NOT NULL DEFAULT 0,
        next_attempt_at timestamptz NOT NULL DEFAULT now(),
        last_error text,
        created_at timestamptz NOT NULL DEFAULT now(),
        sent_at timestamptz
      )`);
    await db.query(`CREATE INDEX outbox_due ON outbox (next_attempt_at) WHERE state = 'queued'`);
    await db.query(`CREATE INDEX outbox_of ON outbox (submission_id, created_at)`);
    await db.query(`
      CREATE TABLE rate_limit (
        key varchar(255) PRIMARY KEY,
        points integer NOT NULL DEFAULT 0,
        expire bigint
      )`);
    await db.query(`
      CREATE TABLE setting (
        key text PRIMARY KEY,
        value jsonb NOT NULL
      )`);

    // All that the public reader may see
    // -------------------------------------------------------------------------------
    await db.query(`
      CREATE VIEW public_signatory AS
      SELECT s.id, s.public_id, s.state, a.kind, a.country_code, a.region, a.name_official,
        a.name_official_language,
             a.name_en, a.name_fr, a.search_text, a.website, a.population, a.latitude, a.longitude,
             s.signed_on, s.source_url, s.published_at, s.changed_at, s.demo
      FROM signatory s JOIN authority a ON a.id = s.authority_id
      WHERE s.state IN ('published', 'on_hold')`);
    await db.query(`
      CREATE VIEW public_withdrawn_signatory AS
      SELECT s.public_id, a.name_official, a.name_official_language, a.name_en, a.name_fr,
        s.published_at, s.withdrawn_at
      FROM signatory s JOIN authority a ON a.id = s.authority_id
      WHERE s.state = 'withdrawn'`);
    await db.query(`
      CREATE VIEW public_pledge AS
      SELECT p.id, p.signatory_id, p.pillar_code, p.action_code, p.own_words, p.own_words_language,
        p.target_year, p.progress, p.position
      FROM pledge p JOIN signatory s ON s.id = p.signatory_id
      WHERE s.state IN ('published', 'on_hold')`);
    await db.query(`CREATE VIEW public_country AS SELECT code, member FROM country`);
    await db.query(`CREATE VIEW public_pillar AS SELECT code, position, name, aim FROM pillar`);
    await db.query(
      `CREATE VIEW public_action AS SELECT code, pillar_code, position, wording, source
        FROM action`,
    );
    await db.query(`CREATE VIEW public_register AS SELECT version, changed_at FROM register`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP VIEW public_register, public_action, public_pillar, public_country,
      public_pledge,
      public_withdrawn_signatory, public_signatory`);
    await db.query(`DROP TABLE setting, rate_limit, outbox, event_head, event, register, pledge,
      signatory, decision,
      document, submission_token, submission, staff_session, staff, authority, action, pillar,
      country`);
    await db.query(`DROP FUNCTION refuse_event_change`);
  }
}
