import { uuidv7 } from 'uuidv7';
import type { TestApp } from './app.js';

/**
 * Inserts a good practice as an approved follow-up would.
 * @returns its id.
 */
export async function sharesPractice(
  register: TestApp,
  publicId: string,
  changes: { pillar?: string; title?: string; language?: 'en' | 'fr' } = {},
): Promise<string> {
  const id = uuidv7();
  const { pillar = 'prevention', title = 'A bus that listens', language = 'en' } = changes;
  await register.sql(
    `WITH sent AS (
       INSERT INTO submission (id, reference, kind, state, language, parent_id)
       SELECT $1::uuid, 'PR' || right(replace($1::text, '-', ''), 10), 'practice', 'approved',
         $5::text, endorsement_id FROM signatory WHERE public_id = $2
       RETURNING id)
     INSERT INTO practice (id, signatory_id, submission_id, pillar_code, title, what_was_done,
       for_whom, result, language)
     SELECT $1::uuid, s.id, sent.id, $3, $4, 'A bus visits every school with somebody who listens.',
       'Children of 6 to 12', 'Forty children spoke.', $5::text
     FROM signatory s, sent WHERE s.public_id = $2`,
    [id, publicId, pillar, title, language],
  );
  await register.sql(`UPDATE register SET version = version + 1`);
  await register.sql(`SELECT pg_notify('register', (SELECT version::text FROM register))`);
  await register.hearsOfChanges();
  return id;
}
