import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  AuthoritiesService,
  type DuplicateCandidate,
} from '../../reference/authorities/authorities.service.js';
import { Problem, type FieldError } from '../../platform/http/problem.js';
import { Document } from '../../platform/documents/document.entity.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import {
  submissionTransitions,
  type Guard,
} from '../../joining/submissions/submission.workflow.js';
import { isIdentified } from './evidence.service.js';
import type { DecideDto } from '../decisions/decision.dto.js';

type Wanted = Pick<DecideDto, 'verdict' | 'reason' | 'comments' | 'duplicatesCompared'>;

/** What the table of transitions demands of a decision besides state and role. */
@Injectable()
export class DecisionGuards {
  constructor(
    private readonly authorities: AuthoritiesService,
    private readonly documents: DocumentsService,
  ) {}

  /** @throws Problem 403 about an entry of one's own; 422 naming all that is missing at once. */
  async require(
    manager: EntityManager,
    submission: Submission,
    wanted: Wanted,
    staff: Staff,
  ): Promise<void> {
    const guards =
      submissionTransitions.find(
        (row) => row.from === submission.state && row.action === wanted.verdict,
      )?.guards ?? [];
    if (guards.includes('not entered by oneself') && submission.enteredBy === staff.id) {
      throw new Problem(403, 'own-entry', 'You entered this; another colleague has to approve it.');
    }
    const missing: FieldError[] = [];
    for (const guard of guards) {
      if (!(await this.holds(manager, guard, submission, wanted)))
        missing.push(guardErrors[guard]!);
    }
    if (missing.length > 0) throw Problem.invalid(missing);
  }

  private async holds(
    manager: EntityManager,
    guard: Guard,
    submission: Submission,
    wanted: Wanted,
  ): Promise<boolean> {
    switch (guard) {
      case 'reason given':
        return Boolean(wanted.reason) || wanted.comments.length > 0;
      case 'scan present':
        // What an authority sends itself is a case only once its address is proven; a paper's scan
        // stands in for that.
        return !submission.enteredBy || this.documents.hasSignedPact(manager, submission.id);
      case 'document opened':
        return documentOpened(manager, submission);
      case 'duplicates compared':
        return (
          wanted.duplicatesCompared === true ||
          (await this.duplicates(manager, submission)).length === 0
        );
      case 'authority identified':
        return isIdentified(submission.answers);
      default:
        return true;
    }
  }

  /** Other authorities that may be the same; asked where a name may be new. */
  async duplicates(
    manager: EntityManager,
    { kind, answers, authorityId }: Submission,
  ): Promise<DuplicateCandidate[]> {
    // Of an erased case there is nothing to compare.
    if ((kind !== 'endorsement' && kind !== 'amendment') || !answers.authority) return [];
    const { countryCode, nameOfficial, nameEn, nameFr } = answers.authority;
    const found = await this.authorities.duplicates(manager, countryCode, [
      nameOfficial,
      nameEn ?? '',
      nameFr ?? '',
    ]);
    return found.filter((candidate) => candidate.authorityId !== authorityId);
  }
}

const guardErrors: Partial<Record<Guard, FieldError>> = {
  'reason given': {
    pointer: '/reason',
    key: 'isNotEmpty',
    params: {},
    detail: 'say why; the authority will read it',
  },
  'scan present': {
    pointer: '/documents',
    key: 'isScanPresent',
    params: {},
    detail: 'add the scan of the signed paper',
  },
  'document opened': {
    pointer: '/documents',
    key: 'isOpened',
    params: {},
    detail: 'open the signed document first',
  },
  'duplicates compared': {
    pointer: '/duplicatesCompared',
    key: 'isCompared',
    params: {},
    detail: 'compare the similar authorities first',
  },
  'authority identified': {
    pointer: '/answers/authority/region',
    key: 'isIdentified',
    params: {},
    detail: 'ask which of the towns of this name it is',
  },
};

/**
 * An endorsement stands on the signed Pact: the council's decision beside it does not stand in for
 * it. What follows one may come without.
 */
async function documentOpened(
  manager: EntityManager,
  { id: submissionId, kind }: Submission,
): Promise<boolean> {
  const opened = await openedDocuments(manager, submissionId);
  const documents = await manager.findBy(Document, { submissionId });
  if (kind !== 'endorsement') return documents.length === 0 || opened.size > 0;
  return documents.some((document) => document.kind === 'signed_pact' && opened.has(document.id));
}

/**
 * The ids of the submission's present documents that some colleague has opened, from the audit
 * trail.
 */
export async function openedDocuments(
  manager: EntityManager,
  submissionId: string,
): Promise<Set<string>> {
  const rows = await manager.query<{ id: string }[]>(
    `SELECT d.id FROM document d WHERE d.submission_id = $1 AND EXISTS (
       SELECT 1 FROM event e WHERE e.subject_id = $1 AND e.action = 'document.view' AND e.details->>'document' = d.id::text)`,
    [submissionId],
  );
  return new Set(rows.map((row) => row.id));
}
