import type { EntityManager } from 'typeorm';

/** Everything that a step can change about a signatory, as the tables hold it. */
export interface RegisterSnapshot extends Record<string, unknown> {
  signatory: object;
  authority: object;
  pledges: object[];
  practices: string[];
  /** The signatories whose address leads to this one. */
  mergedHere: string[];
}

export async function takeSnapshot(manager: EntityManager, signatoryId: string): Promise<RegisterSnapshot> {
  const [snapshot] = await manager.query<RegisterSnapshot[]>(
    `SELECT to_jsonb(s) AS signatory, to_jsonb(a) AS authority,
            coalesce((SELECT jsonb_agg(to_jsonb(p)) FROM pledge p WHERE p.signatory_id = s.id), '[]') AS pledges,
            coalesce((SELECT jsonb_agg(g.id) FROM practice g WHERE g.signatory_id = s.id), '[]') AS practices,
            coalesce((SELECT jsonb_agg(m.id) FROM signatory m WHERE m.merged_into = s.id), '[]') AS "mergedHere"
     FROM signatory s JOIN authority a ON a.id = s.authority_id WHERE s.id = $1`,
    [signatoryId],
  );
  return snapshot!;
}

/** Puts a signatory back as it was. Only its version goes on: whoever saw a newer one must look again. */
export async function putBack(manager: EntityManager, signatoryId: string, before: RegisterSnapshot): Promise<void> {
  await manager.query(
    `UPDATE signatory s SET state = b.state, signed_on = b.signed_on, published_at = b.published_at, withdrawn_at = b.withdrawn_at,
       publish_on = b.publish_on, publish_without_mail = b.publish_without_mail, merged_into = b.merged_into, decided_by = b.decided_by,
       reminded_at = b.reminded_at, changed_at = b.changed_at, version = s.version + 1
     FROM jsonb_populate_record(NULL::signatory, $2::jsonb) b WHERE s.id = $1`,
    [signatoryId, JSON.stringify(before.signatory)],
  );
  await manager.query(
    `UPDATE authority a SET kind = b.kind, country_code = b.country_code, region = b.region, name_official = b.name_official,
       name_official_language = b.name_official_language, name_en = b.name_en, name_fr = b.name_fr, identity_key = b.identity_key,
       search_text = b.search_text, website = b.website, population = b.population, latitude = b.latitude, longitude = b.longitude,
       updated_at = b.updated_at, version = a.version + 1
     FROM jsonb_populate_record(NULL::authority, $1::jsonb) b WHERE a.id = b.id AND a.version <> b.version`,
    [JSON.stringify(before.authority)],
  );
  await manager.query(`DELETE FROM pledge WHERE signatory_id = $1`, [signatoryId]);
  await manager.query(`INSERT INTO pledge SELECT * FROM jsonb_populate_recordset(NULL::pledge, $1::jsonb)`, [JSON.stringify(before.pledges)]);
  await manager.query(`UPDATE practice SET signatory_id = $1 WHERE id = ANY($2)`, [signatoryId, before.practices]);
  await manager.query(`UPDATE signatory SET merged_into = $1 WHERE id = ANY($2) AND state = 'merged'`, [signatoryId, before.mergedHere]);
}
