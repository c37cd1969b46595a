import type { EntityManager } from 'typeorm';
import type { SignatoryState } from './signatory.workflow.js';

/** Everything about a signatory that a step can change, as stored in the tables. */
export interface RegisterSnapshot extends Record<string, unknown> {
  signatory: { state: SignatoryState };
  authority: object;
  pledges: object[];
  /** The marks of the Congress; missing in steps from before these were kept. */
  marks?: object[];
  practices: string[];
  files: object[];
  /** The signatories that redirect to this one. */
  mergedHere: string[];
}

export async function takeSnapshot(
  manager: EntityManager,
  signatoryId: string,
): Promise<RegisterSnapshot> {
  const [snapshot] = await manager.query<RegisterSnapshot[]>(
    `SELECT to_jsonb(s) AS signatory, to_jsonb(a) AS authority,
            coalesce((SELECT jsonb_agg(to_jsonb(p)) FROM pledge p WHERE p.signatory_id = s.id),
              '[]') AS pledges,
            coalesce((SELECT jsonb_agg(to_jsonb(n)) FROM pledge_seen n
              WHERE n.signatory_id = s.id), '[]') AS marks,
            coalesce((SELECT jsonb_agg(g.id) FROM practice g WHERE g.signatory_id = s.id),
              '[]') AS practices,
            coalesce((SELECT jsonb_agg(to_jsonb(f)) FROM published_file f
              WHERE f.signatory_id = s.id), '[]') AS files,
            coalesce((SELECT jsonb_agg(m.id) FROM signatory m WHERE m.merged_into = s.id),
              '[]') AS "mergedHere"
     FROM signatory s JOIN authority a ON a.id = s.authority_id WHERE s.id = $1`,
    [signatoryId],
  );
  return snapshot!;
}

/**
 * Restores a signatory from a snapshot. Its version still increases, so that anyone who saw the
 * newer state has to reload.
 */
export async function putBack(
  manager: EntityManager,
  signatoryId: string,
  before: RegisterSnapshot,
): Promise<void> {
  await putRowBack(manager, 'signatory', before.signatory, '');
  await putRowBack(manager, 'authority', before.authority, 'AND t.version <> b.version');
  await takeReportsBack(manager, signatoryId, before);
  await manager.query(`DELETE FROM pledge WHERE signatory_id = $1`, [signatoryId]);
  await manager.query(
    `INSERT INTO pledge SELECT * FROM jsonb_populate_recordset(NULL::pledge, $1::jsonb)`,
    [JSON.stringify(before.pledges)],
  );
  await manager.query(
    `INSERT INTO pledge_seen
     SELECT * FROM jsonb_populate_recordset(NULL::pledge_seen, $1::jsonb) ON CONFLICT DO NOTHING`,
    [JSON.stringify(before.marks ?? [])],
  );
  await manager.query(`UPDATE practice SET signatory_id = $1 WHERE id = ANY($2)`, [
    signatoryId,
    before.practices,
  ]);
  await manager.query(
    `UPDATE published_file f SET signatory_id = $1, pledge_id = b.pledge_id
     FROM jsonb_to_recordset($2::jsonb) AS b (document_id uuid, pledge_id uuid)
       WHERE f.document_id = b.document_id`,
    [signatoryId, JSON.stringify(before.files)],
  );
  await manager.query(
    `UPDATE signatory SET merged_into = $1 WHERE id = ANY($2) AND state = 'merged'`,
    [signatoryId, before.mergedHere],
  );
}

/** A report whose acceptance is undone was never accepted: no later report may make it visible. */
async function takeReportsBack(
  manager: EntityManager,
  signatoryId: string,
  { pledges }: RegisterSnapshot,
): Promise<void> {
  await manager.query(
    `DELETE FROM pledge_report r
     USING pledge p JOIN jsonb_populate_recordset(NULL::pledge, $2::jsonb) b ON b.id = p.id
     WHERE p.signatory_id = $1 AND r.pledge_id = p.id AND r.reported_on = p.reported_on
       AND (b.reported_on IS NULL OR b.reported_on < p.reported_on)`,
    [signatoryId, JSON.stringify(pledges)],
  );
}

/**
 * Restores every stored column except id and version. Columns that a later migration added keep
 * their values.
 */
async function putRowBack(
  manager: EntityManager,
  table: 'signatory' | 'authority',
  row: object,
  onlyIf: string,
): Promise<void> {
  const columns = Object.keys(row).filter((name) => name !== 'id' && name !== 'version');
  const values = columns.map(
    (name) => `"${name.replace(/"/g, '""')}" = b."${name.replace(/"/g, '""')}"`,
  );
  await manager.query(
    `UPDATE ${table} t SET ${values.join(', ')}, version = t.version + 1
      FROM jsonb_populate_record(NULL::${table}, $1::jsonb) b WHERE t.id = b.id ${onlyIf}`,
    [JSON.stringify(row)],
  );
}
