import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { identityKey } from '../../platform/text/text.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import type { RelatedCaseDto } from './case-evidence.dto.js';
import { SearchTexts } from '../queue/search-texts.service.js';

/**
 * Other cases, earlier or concurrent, from the same authority, under the same name or from the same
 * address.
 */
@Injectable()
export class RelatedCasesService {
  constructor(private readonly searchTexts: SearchTexts) {}

  async of(
    manager: EntityManager,
    { id, parentId, authorityId, contactEmail, answers }: Submission,
  ): Promise<RelatedCaseDto[]> {
    await this.searchTexts.complete(manager);
    const { authority } = answers;
    const key = authority ? identityKey(authority.nameOfficial) : null;
    return manager.query<RelatedCaseDto[]>(
      `SELECT DISTINCT ON (s.waiting_since, s.id) s.id, s.reference, s.kind, s.state,
        coalesce(s.authority_name, s.reference) AS "authorityName",
              s.waiting_since AS "waitingSince", found.why
       FROM (SELECT id, 'authority' AS why, 1 AS rank FROM submission WHERE authority_id = $2
         OR id = $3 OR parent_id = coalesce($3, $1)
             UNION ALL SELECT id, 'name', 2 FROM submission WHERE country_code = $4
               AND identity_key = $5
             UNION ALL SELECT id, 'address', 3 FROM submission WHERE contact_email = $6) found
       JOIN submission s ON s.id = found.id
       WHERE s.id <> $1 AND s.waiting_since IS NOT NULL
       ORDER BY s.waiting_since DESC, s.id, found.rank LIMIT 20`,
      [id, authorityId, parentId, authority?.countryCode ?? null, key, contactEmail],
    );
  }
}
