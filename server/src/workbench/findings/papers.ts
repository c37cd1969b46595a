import { dayInStrasbourg } from '../../../../contract/clock.js';
import { pactYear } from '../../../../contract/pact-year.js';
import type { ExaminedCase } from './examined-case.js';
import { finding, type FindingDto } from './finding.dto.js';

/** Whether the signed Pact was uploaded. */
export function signatureFinding({ kind, state, documents }: ExaminedCase): FindingDto | null {
  if (kind !== 'endorsement') return null;
  if (documents.some((document) => document.kind === 'signed_pact'))
    return finding('signature', 'good', 'present');
  return state === 'awaiting_signature'
    ? finding('signature', 'notice', 'awaited')
    : finding('signature', 'danger', 'missing');
}

/**
 * Whether a file has content that a paper cannot have: active or hidden content. A file that could
 * not be cleaned was not read completely either, so the result is never good.
 */
export function documentsFinding({ documents }: ExaminedCase): FindingDto | null {
  if (documents.length === 0) return null;
  const n = documents.filter(({ isDoubtful }) => isDoubtful).length;
  if (n > 0) return finding('documents', 'danger', 'doubtful', { n });
  const unclean = documents.filter(({ hasCopy }) => !hasCopy).length;
  return unclean > 0
    ? finding('documents', 'notice', 'unclean', { n: unclean })
    : finding('documents', 'good', 'plain', { n: documents.length });
}

/** Whether the day of the council's decision is possible. */
export function decisionFinding({ answers: { decision } }: ExaminedCase): FindingDto | null {
  const day = decision?.decidedOn;
  if (!day) return null;
  if (day > dayInStrasbourg()) return finding('decision', 'danger', 'future', { day });
  return Number(day.slice(0, 4)) < pactYear
    ? finding('decision', 'danger', 'early', { day, year: pactYear })
    : finding('decision', 'good', 'possible', { day, year: pactYear });
}
