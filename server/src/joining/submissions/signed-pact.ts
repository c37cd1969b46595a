import type { EntityManager } from 'typeorm';
import type { DocumentsService } from '../../platform/documents/documents.service.js';
import { Problem } from '../../platform/http/problem.js';
import type { Submission } from './submission.entity.js';

/**
 * Requires the signed Pact: an endorsement may be sent without it, but the Congress gets the case
 * only with it. No other document replaces it, and follow-ups need none.
 * @throws Problem 409 while it is missing.
 */
export async function requireSignedPact(
  documents: DocumentsService,
  manager: EntityManager,
  { id, kind }: Pick<Submission, 'id' | 'kind'>,
): Promise<void> {
  if (kind !== 'endorsement' || (await documents.hasSignedPact(manager, id))) return;
  throw new Problem(409, 'signed-pact-missing', 'Add the signed Pact first.');
}
