import { readFile } from 'node:fs/promises';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { newReference } from '../../platform/text/tokens.js';
import type { PracticeSection } from '../../joining/submissions/dto/follow-up-sections.dto.js';

/** A fictitious good practice with its demonstration authority (official name). */
interface DemoPractice extends PracticeSection {
  signatory: string;
  publishedOn: string;
  language: 'en' | 'fr';
}

export async function readDemoPractices(): Promise<DemoPractice[]> {
  return JSON.parse(
    await readFile(new URL('./demo-practices.json', import.meta.url), 'utf8'),
  ) as DemoPractice[];
}

/**
 * Inserts the good practices as approved cases would: each belongs to its signatory's endorsement
 * and is marked as demonstration.
 */
export async function loadDemoPractices(
  manager: EntityManager,
  practices: DemoPractice[],
): Promise<void> {
  const rows = practices.map(({ signatory, publishedOn, language, ...content }) => ({
    id: uuidv7(),
    submission_id: uuidv7(),
    reference: newReference(),
    signatory,
    at: `${publishedOn}T09:00:00Z`,
    language,
    content,
  }));
  await manager.query(
    `WITH given AS (
       SELECT d.*, s.id AS signatory_id, s.authority_id, s.endorsement_id
       FROM json_to_recordset($1) AS d(id uuid, submission_id uuid, reference text, signatory text,
         at timestamptz, language text, content jsonb)
       JOIN authority a ON a.name_official = d.signatory AND a.demo
         JOIN signatory s ON s.authority_id = a.id),
     sent AS (
       INSERT INTO submission (id, reference, kind, state, language, answers, typed,
         section_versions, contact_email, authority_id, parent_id, demo, version,
         created_at, updated_at, submitted_at, confirmed_at, decided_at)
       SELECT g.submission_id, g.reference, 'practice', 'approved', g.language,
         jsonb_build_object('contact', e.answers->'contact', 'authority',
         e.answers->'authority', 'practice', g.content, 'declaration', e.answers->'declaration'),
           '{}', '{}', e.contact_email, g.authority_id, e.id, true, 1, g.at, g.at, g.at, g.at, g.at
       FROM given g JOIN submission e ON e.id = g.endorsement_id
       RETURNING id)
     INSERT INTO practice (id, signatory_id, submission_id, pillar_code, title, what_was_done,
       for_whom, result, language, also_in, whom_to_ask, published_at)
     SELECT g.id, g.signatory_id, sent.id, g.content->>'pillar', g.content->>'title',
       g.content->>'whatWasDone', g.content->>'forWhom',
            g.content->>'result', g.language, g.content->>'alsoIn', g.content->>'whomToAsk', g.at
     FROM given g JOIN sent ON sent.id = g.submission_id`,
    [JSON.stringify(rows)],
  );
}
