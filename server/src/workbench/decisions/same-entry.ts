import type { EntityManager } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { signatoryPath } from '../../register/signatories/signatory-path.js';
import type { DecideDto } from './decision.dto.js';

/** The public entry that a rejected endorsement duplicates. */
export interface SameEntry {
  name: string;
  /** The path of its page in the language of the case. */
  path: string;
}

/**
 * The entry that a decision names as the same. @throws Problem 422 when it is not public, or the
 * decision is no rejection of an endorsement.
 */
export async function sameEntry(
  manager: EntityManager,
  { kind, language }: { kind: string; language: string },
  { verdict, duplicateOf }: Pick<DecideDto, 'verdict' | 'duplicateOf'>,
): Promise<SameEntry | null> {
  if (duplicateOf === undefined) return null;
  const [entry] = await manager.query<{ name: string; nameEn: string }[]>(
    `SELECT a.name_official AS name, a.name_en AS "nameEn"
     FROM signatory g JOIN authority a ON a.id = g.authority_id
     WHERE g.public_id = $1 AND g.state IN ('published', 'on_hold')`,
    [duplicateOf],
  );
  if (!entry || verdict !== 'reject' || kind !== 'endorsement')
    throw Problem.invalid([
      {
        pointer: '/duplicateOf',
        key: 'isPublic',
        params: {},
        detail: 'must be an entry on the public register, when an endorsement is rejected',
      },
    ]);
  return { name: entry.name, path: signatoryPath(language, duplicateOf, entry.nameEn) };
}
