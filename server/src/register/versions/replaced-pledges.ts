import type { EntityManager } from 'typeorm';
import type { ContentPledge } from '../signatories/signatory-content.js';

/** Writes the pledges of a signatory anew; one that stays keeps its id. */
export async function replacePledges(
  manager: EntityManager,
  signatoryId: string,
  pledges: ContentPledge[],
): Promise<void> {
  await manager.query('DELETE FROM pledge WHERE signatory_id = $1', [signatoryId]);
  if (pledges.length === 0) return;
  await manager.query(
    `INSERT INTO pledge (id, signatory_id, pillar_code, action_code, own_words, own_words_language,
       target_year, lead_department, progress, progress_note, evidence_url, reported_on,
       pact_version, translations, position)
     SELECT p.id, $1, p.pillar, p.action, p."ownWords", p."ownWordsLanguage", p."targetYear",
       p."leadDepartment", p.progress, p."progressNote", p."evidenceUrl", p."reportedOn",
       p."pactVersion", coalesce(p.translations, '[]'), p.position - 1
     FROM ROWS FROM (json_to_recordset($2::json) AS (id uuid, pillar text, action text,
       "ownWords" text, "ownWordsLanguage" text, "targetYear" smallint, "leadDepartment" text,
       progress text, "progressNote" text, "evidenceUrl" text, "reportedOn" date,
       "pactVersion" int, translations jsonb))
       WITH ORDINALITY AS p (id, pillar, action, "ownWords", "ownWordsLanguage", "targetYear",
         "leadDepartment", progress, "progressNote", "evidenceUrl", "reportedOn", "pactVersion",
         translations, position)`,
    [signatoryId, JSON.stringify(pledges)],
  );
}
