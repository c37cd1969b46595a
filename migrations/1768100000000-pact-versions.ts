import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * The Pact as content with versions. A published version is kept as it was; `pillar` and `action`
 * keep the codes, with what the newest version that lists them says.
 *
 * A pledge belongs to the version under which it was made, and that version lists its action: the
 * trigger looks it up, so that no code that writes a pledge can forget it.
 */
export class PactVersions1768100000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await this.tables(db);
    await this.firstVersion(db);
    await this.pledges(db);
    await this.views(db);
  }

  private async tables(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE pact_version (
        number int PRIMARY KEY CHECK (number > 0),
        preamble jsonb NOT NULL,
        undertakings jsonb NOT NULL,
        published_at timestamptz NOT NULL DEFAULT now(),
        -- Null: it came with the program.
        published_by uuid REFERENCES staff,
        -- Null while the wording is only proposed.
        approved_on date,
        approval_document text,
        approval_url text,
        approved_by uuid REFERENCES staff,
        approved_at timestamptz,
        revision int NOT NULL DEFAULT 1,
        CHECK ((approved_on IS NULL) = (approval_document IS NULL)
          AND (approved_on IS NULL) = (approved_by IS NULL)
            AND (approved_on IS NULL) = (approved_at IS NULL))
      )`);
    await db.query(`
      CREATE TABLE pact_version_pillar (
        version int NOT NULL REFERENCES pact_version,
        code text NOT NULL REFERENCES pillar,
        position smallint NOT NULL,
        name jsonb NOT NULL,
        aim jsonb NOT NULL,
        PRIMARY KEY (version, code)
      )`);
    await db.query(`
      CREATE TABLE pact_version_action (
        version int NOT NULL REFERENCES pact_version,
        code text NOT NULL REFERENCES action,
        pillar_code text NOT NULL REFERENCES pillar,
        position smallint NOT NULL,
        wording jsonb NOT NULL,
        explanation jsonb NOT NULL,
        source text NOT NULL,
        PRIMARY KEY (version, code)
      )`);
    await db.query(
      `CREATE INDEX pact_version_action_by_code ON pact_version_action (code, version)`,
    );
    await db.query(`
      CREATE TABLE pact_draft (
        one boolean PRIMARY KEY DEFAULT true CHECK (one),
        -- Null: nobody is preparing a new version.
        content jsonb,
        version int NOT NULL DEFAULT 1,
        changed_at timestamptz NOT NULL DEFAULT now(),
        changed_by uuid REFERENCES staff
      )`);
    await db.query(`INSERT INTO pact_draft DEFAULT VALUES`);
    await db.query(`ALTER TABLE action ADD COLUMN retired boolean NOT NULL DEFAULT false`);
  }

  /** What a register that is in use has shown until now; a new one is filled by its first start. */
  private async firstVersion(db: QueryRunner): Promise<void> {
    await db.query(`
      INSERT INTO pact_version (number, preamble, undertakings)
      SELECT 1, '{"en": "", "fr": ""}', '[]' WHERE EXISTS (SELECT 1 FROM pillar)`);
    await db.query(`
      INSERT INTO pact_version_pillar (version, code, position, name, aim)
      SELECT 1, code, position, name, aim FROM pillar`);
    await db.query(`
      INSERT INTO pact_version_action (version, code, pillar_code, position, wording, explanation,
        source)
      SELECT 1, code, pillar_code, position, wording, explanation, source FROM action`);
  }

  private async pledges(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE submission ADD COLUMN pact_version int NOT NULL DEFAULT 1`);
    await db.query(`ALTER TABLE pledge ADD COLUMN pact_version int NOT NULL DEFAULT 1`);
    await db.query(`
      CREATE FUNCTION pact_version_in_force() RETURNS int LANGUAGE sql STABLE AS
        $$ SELECT coalesce((SELECT max(number) FROM pact_version), 1) $$`);
    for (const table of ['submission', 'pledge'])
      await db.query(
        `ALTER TABLE ${table} ALTER COLUMN pact_version SET DEFAULT pact_version_in_force()`,
      );
    await db.query(`
      CREATE FUNCTION pledge_belongs_to_a_version() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        NEW.pact_version := coalesce(NEW.pact_version, pact_version_in_force());
        IF NEW.action_code IS NOT NULL THEN
          NEW.pact_version := coalesce(
            (SELECT max(version) FROM pact_version_action WHERE code = NEW.action_code
              AND version <= NEW.pact_version),
            (SELECT min(version) FROM pact_version_action WHERE code = NEW.action_code),
            NEW.pact_version);
        END IF;
        RETURN NEW;
      END $$`);
    await db.query(`
      CREATE TRIGGER pledge_belongs_to_a_version BEFORE INSERT OR UPDATE OF action_code,
      pact_version ON pledge
        FOR EACH ROW EXECUTE FUNCTION pledge_belongs_to_a_version()`);
    await db.query(`
      ALTER TABLE pledge
        ADD CONSTRAINT pledge_pact_version_fkey FOREIGN KEY (pact_version) REFERENCES pact_version,
        ADD CONSTRAINT pledge_action_of_version_fkey
          FOREIGN KEY (pact_version, action_code) REFERENCES pact_version_action (version, code)`);
  }

  private async views(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE VIEW public_pact_version AS
      SELECT number, preamble, undertakings, published_at, approved_on, approval_document,
        approval_url FROM pact_version`);
    await db.query(`
      CREATE VIEW public_pact_version_pillar AS
      SELECT version, code, position, name, aim FROM pact_version_pillar`);
    await db.query(`
      CREATE VIEW public_pact_version_action AS
      SELECT version, code, pillar_code, position, wording, explanation, source
        FROM pact_version_action`);
    await db.query(`
      CREATE OR REPLACE VIEW public_action AS
      SELECT code, pillar_code, position, wording, source, explanation, retired FROM action`);
    await db.query(`
      CREATE OR REPLACE VIEW public_pledge AS
      SELECT p.id, p.signatory_id, p.pillar_code, p.action_code, p.own_words, p.own_words_language,
        p.target_year, p.progress, p.position,
             p.lead_department, p.progress_note, p.evidence_url, p.reported_on, p.pact_version
      FROM pledge p JOIN signatory s ON s.id = p.signatory_id
      WHERE s.state IN ('published', 'on_hold')`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      'DROP VIEW public_pledge, public_action, public_pact_version, ' +
        'public_pact_version_pillar, public_pact_version_action',
    );
    await db.query(`DROP TRIGGER pledge_belongs_to_a_version ON pledge`);
    await db.query(`DROP FUNCTION pledge_belongs_to_a_version`);
    await db.query(`ALTER TABLE pledge DROP COLUMN pact_version`);
    await db.query(`ALTER TABLE submission DROP COLUMN pact_version`);
    await db.query(`DROP FUNCTION pact_version_in_force`);
    await db.query(`DROP TABLE pact_draft, pact_version_action, pact_version_pillar, pact_version`);
    await db.query(`ALTER TABLE action DROP COLUMN retired`);
    await db.query(`
      CREATE VIEW public_pledge AS
      SELECT p.id, p.signatory_id, p.pillar_code, p.action_code, p.own_words, p.own_words_language,
        p.target_year, p.progress, p.position,
             p.lead_department, p.progress_note, p.evidence_url, p.reported_on
      FROM pledge p JOIN signatory s ON s.id = p.signatory_id
      WHERE s.state IN ('published', 'on_hold')`);
    await db.query(
      `CREATE VIEW public_action AS SELECT code, pillar_code, position, wording, source, explanation
        FROM action`,
    );
  }
}
