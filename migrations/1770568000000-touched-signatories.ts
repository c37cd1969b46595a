import type { MigrationInterface, QueryRunner } from 'typeorm';

/** What counts, figures and maps are made of, and how each table leads to its signatories. */
const sources: Record<string, string> = {
  signatory: 'SELECT id AS signatory FROM rows',
  authority: 'SELECT s.id AS signatory FROM rows r JOIN signatory s ON s.authority_id = r.id',
  pledge: 'SELECT signatory_id AS signatory FROM rows',
  pledge_report:
    'SELECT p.signatory_id AS signatory FROM rows r JOIN pledge p ON p.id = r.pledge_id',
};

/** A pledge that moves to another signatory touches both. */
const events = [
  ['insert', 'NEW'],
  ['update', 'NEW'],
  ['update', 'OLD'],
  ['delete', 'OLD'],
] as const;

/**
 * The last transaction that touched each signatory. A server that keeps the register in memory
 * reads again only those touched since its last reading, not all of them for every change.
 */
export class TouchedSignatories1770568000000 implements MigrationInterface {
  async up(db: QueryRunner): Promise<void> {
    await db.query(`
      CREATE TABLE touched_signatory (
        signatory_id uuid PRIMARY KEY,
        xid xid8 NOT NULL
      )`);
    await db.query(`CREATE INDEX touched_signatory_since ON touched_signatory (xid)`);
    await db.query(`
      CREATE VIEW public_touched_signatory AS SELECT signatory_id, xid FROM touched_signatory`);
    for (const [table, signatories] of Object.entries(sources)) {
      await db.query(`
        CREATE FUNCTION touch_signatory_of_${table}() RETURNS trigger LANGUAGE plpgsql AS $$
        BEGIN
          INSERT INTO touched_signatory (signatory_id, xid)
          SELECT DISTINCT signatory, pg_current_xact_id() FROM (${signatories}) touched
          ORDER BY signatory
          ON CONFLICT (signatory_id) DO UPDATE SET xid = excluded.xid
            WHERE touched_signatory.xid <> excluded.xid;
          RETURN NULL;
        END $$`);
      for (const [verb, side] of events)
        await db.query(`
          CREATE TRIGGER touched_by_${verb}_${side.toLowerCase()} AFTER ${verb} ON ${table}
          REFERENCING ${side} TABLE AS rows
          FOR EACH STATEMENT EXECUTE FUNCTION touch_signatory_of_${table}()`);
    }
    // Every page asks whether any entry is a demonstration; where none is, that read them all.
    await db.query(`CREATE INDEX signatory_demo ON signatory (id) WHERE demo`);
  }

  async down(db: QueryRunner): Promise<void> {
    await db.query(`DROP INDEX signatory_demo`);
    for (const table of Object.keys(sources)) {
      for (const [verb, side] of events)
        await db.query(`DROP TRIGGER touched_by_${verb}_${side.toLowerCase()} ON ${table}`);
      await db.query(`DROP FUNCTION touch_signatory_of_${table}`);
    }
    await db.query(`DROP VIEW public_touched_signatory`);
    await db.query(`DROP TABLE touched_signatory`);
  }
}
