import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import {
  AuthoritiesService,
  type DuplicateCandidate,
} from '../../reference/authorities/authorities.service.js';
import { namesOfPlaces } from '../../reference/places/place-names.js';
import { Problem, type FieldError } from '../../platform/http/problem.js';
import { Document } from '../../platform/documents/document.entity.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { scanMissing } from '../../joining/submissions/scan-missing.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import {
  submissionTransitions,
  type SubmissionTransition,
} from '../../joining/submissions/submission.workflow.js';
import { isIdentified } from '../findings/identity.js';
import { ownCase, type OwnCase } from './own-case.js';
import { isVerdict, type DecideDto, type Verdict } from '../decisions/decision.dto.js';

type DecisionStep = Extract<SubmissionTransition, { action: Verdict }>;
/** The rows of the table that are decisions of staff. */
export const decisionSteps = submissionTransitions.filter((step): step is DecisionStep =>
  isVerdict(step.action),
);

/** A decision that a colleague wants to take. */
interface Wanted {
  manager: EntityManager;
  submission: Submission;
  decision: Pick<
    DecideDto,
    'verdict' | 'reason' | 'comments' | 'duplicatesCompared' | 'duplicateOf'
  >;
  staff: Staff;
}

/**
 * @returns the missing value, or null when the guard holds.
 * @throws Problem if this colleague may not take the decision.
 */
type Check = (wanted: Wanted) => FieldError | null | Promise<FieldError | null>;

/** Checks the guards that the transition table requires of a decision, besides state and role. */
@Injectable()
export class DecisionGuards {
  private readonly checks: Record<DecisionStep['guards'][number], Check> = {
    'not entered by oneself': async ({ manager, submission, staff }) => {
      const own = await ownCase(manager, submission, staff);
      if (own) throw new Problem(403, own, refusals[own]);
      return null;
    },
    'reason given': ({ decision }) =>
      decision.reason || decision.comments.length > 0 || decision.duplicateOf
        ? null
        : reasonMissing,
    // A submission from an authority needs a proven address before it becomes a case. A paper entry
    // needs its scan instead.
    'scan present': async ({ manager, submission }) =>
      !submission.enteredBy || (await this.documents.hasSignedPact(manager, submission.id))
        ? null
        : scanMissing,
    'document opened': async ({ manager, submission }) =>
      (await documentOpened(manager, submission)) ? null : notOpened,
    'duplicates compared': async ({ manager, submission, decision }) =>
      decision.duplicatesCompared === true ||
      (await this.duplicates(manager, submission)).length === 0
        ? null
        : notCompared,
    'authority identified': ({ submission }) =>
      isIdentified(submission.answers) ? null : notIdentified,
  };

  constructor(
    private readonly authorities: AuthoritiesService,
    private readonly documents: DocumentsService,
  ) {}

  /**
   * @throws Problem 403 when the colleague entered the case themselves, 422 listing every missing
   *   check at once.
   */
  async require({ guards }: DecisionStep, wanted: Wanted): Promise<void> {
    const missing: FieldError[] = [];
    for (const guard of guards) {
      const error = await this.checks[guard](wanted);
      if (error) missing.push(error);
    }
    if (missing.length > 0) throw Problem.invalid(missing);
  }

  /** Other authorities that may be the same one. Checked only where the name may be new. */
  async duplicates(
    manager: EntityManager,
    { kind, answers, authorityId }: Submission,
  ): Promise<DuplicateCandidate[]> {
    // An erased case has nothing left to compare.
    if ((kind !== 'endorsement' && kind !== 'amendment') || !answers.authority) return [];
    const { countryCode, nameOfficial, nameEn, nameFr, placeId } = answers.authority;
    const found = await this.authorities.duplicates(manager, countryCode, [
      nameOfficial,
      nameEn ?? '',
      nameFr ?? '',
      // A place of the gazetteer has other names, in other scripts too.
      ...(placeId ? ((await namesOfPlaces(manager, [placeId])).get(placeId) ?? []) : []),
    ]);
    return found.filter((candidate) => candidate.authorityId !== authorityId);
  }
}

const refusals: Record<OwnCase, string> = {
  'own-entry': 'You entered this; another colleague has to approve it.',
  'own-contact': 'You named the contact who sent this; another colleague has to approve it.',
};
const reasonMissing: FieldError = {
  pointer: '/reason',
  key: 'isNotEmpty',
  params: {},
  detail: 'say why; the authority will read it',
};
const notOpened: FieldError = {
  pointer: '/documents',
  key: 'isOpened',
  params: {},
  detail: 'open the signed document first',
};
const notCompared: FieldError = {
  pointer: '/duplicatesCompared',
  key: 'isCompared',
  params: {},
  detail: 'compare the similar authorities first',
};
const notIdentified: FieldError = {
  pointer: '/answers/authority/region',
  key: 'isIdentified',
  params: {},
  detail: 'ask which of the towns of this name it is',
};

/**
 * An endorsement requires that the signed Pact was opened; the council's decision does not replace
 * it. A follow-up may have no document.
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
 * The ids of the submission's current documents that any colleague has opened, according to the
 * audit trail.
 */
export async function openedDocuments(
  manager: EntityManager,
  submissionId: string,
): Promise<Set<string>> {
  const rows = await manager.query<{ id: string }[]>(
    `SELECT d.id FROM document d WHERE d.submission_id = $1 AND EXISTS (
       SELECT 1 FROM event e WHERE e.subject_id = $1 AND e.action = 'document.view'
         AND e.details->>'document' = d.id::text)`,
    [submissionId],
  );
  return new Set(rows.map((row) => row.id));
}
