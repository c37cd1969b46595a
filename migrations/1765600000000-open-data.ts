import type { MigrationInterface, QueryRunner } from 'typeorm';

/**
 * External ids of an authority, the public history of the register, and dated snapshots that nobody
 * can alter.
 */
export class OpenData1765600000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`ALTER TABLE authority ADD COLUMN geonames_id integer CHECK (geonames_id > 0)`);
    // Of those who chose themselves from the gazetteer before, whose name still is the place's.
    await db.query(`
      UPDATE authority a SET geonames_id = p.id
      FROM submission e JOIN place p ON p.id = (e.answers->'authority'->>'placeId')::integer
      WHERE e.authority_id = a.id AND e.kind = 'endorsement' AND e.state = 'approved'
        AND p.country_code = a.country_code AND p.name_official = a.name_official`);
    await db.query(`
      CREATE VIEW public_external_id AS
      SELECT s.id AS signatory_id, a.geonames_id
      FROM signatory s JOIN authority a ON a.id = s.authority_id
      WHERE s.state IN ('published', 'on_hold') AND a.geonames_id IS NOT NULL`);
    await db.query(`
      CREATE VIEW public_change AS
      SELECT e.seq, e.at, substr(e.action, length('signatory.') + 1) AS change, s.public_id
      FROM event e JOIN signatory s ON s.id = e.subject_id
      WHERE e.action IN ('signatory.publish', 'signatory.hold', 'signatory.resume',
        'signatory.withdraw', 'signatory.restore') AND s.state <> 'unlisted'
      UNION ALL
      SELECT e.seq, e.at, f.kind, s.public_id
      FROM event e JOIN submission f ON f.id = e.subject_id
        JOIN signatory s ON s.endorsement_id = f.parent_id
      WHERE e.action = 'submission.approve' AND f.kind IN ('amendment', 'progress', 'practice')
        AND s.state <> 'unlisted'`);

    await db.query(`
      CREATE TABLE snapshot (
        day date PRIMARY KEY,
        file_id uuid NOT NULL,
        sha256 bytea NOT NULL CHECK (length(sha256) = 32),
        bytes bigint NOT NULL,
        register_version bigint NOT NULL,
        signatories integer NOT NULL,
        made_at timestamptz NOT NULL DEFAULT now()
      )`);
    await db.query(`
      CREATE TABLE snapshot_piece (
        file_id uuid NOT NULL,
        at integer NOT NULL,
        content bytea NOT NULL,
        PRIMARY KEY (file_id, at)
      )`);
    // The pieces are compressed already.
    await db.query(`ALTER TABLE snapshot_piece ALTER COLUMN content SET STORAGE EXTERNAL`);
    await db.query(`
      CREATE FUNCTION refuse_snapshot_change() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN
        RAISE EXCEPTION 'snapshots are never changed' USING ERRCODE = 'insufficient_privilege';
      END $$`);
    for (const table of ['snapshot', 'snapshot_piece'])
      await db.query(`
        CREATE TRIGGER ${table}_is_immutable BEFORE UPDATE OR DELETE OR TRUNCATE ON ${table}
        FOR EACH STATEMENT EXECUTE FUNCTION refuse_snapshot_change()`);
    await db.query(
      `CREATE VIEW public_snapshot AS SELECT day, file_id, sha256, bytes, register_version,
        signatories, made_at FROM snapshot`,
    );
    await db.query(
      `CREATE VIEW public_snapshot_piece AS SELECT file_id, at, content FROM snapshot_piece`,
    );
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(
      `DROP VIEW public_snapshot_piece, public_snapshot, public_change, public_external_id`,
    );
    await db.query(`DROP TABLE snapshot_piece, snapshot`);
    await db.query(`DROP FUNCTION refuse_snapshot_change`);
    await db.query(`ALTER TABLE authority DROP COLUMN geonames_id`);
  }
}
