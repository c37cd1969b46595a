import { IsNull, Not, type EntityManager } from 'typeorm';
import { Problem, type FieldError } from '../../platform/http/problem.js';
import type { ContactSection } from '../submissions/dto/sections.dto.js';
import type { SubmissionPart } from '../submissions/answers.js';
import { Submission } from '../submissions/submission.entity.js';
import {
  documentStates,
  editableStates,
  type SubmissionAction,
  type SubmissionState,
} from '../submissions/submission.workflow.js';

/** The submission was sent and awaits an answer, so sending it again changes nothing. */
export const sentStates: readonly SubmissionState[] = [
  'unconfirmed',
  'awaiting_signature',
  'waiting',
];

/**
 * Follow-ups are opened in the session of a case, which requires a proven address.
 * @throws Problem 409 when the endorsement's address is not proven.
 */
export async function requireProvenHome(
  manager: EntityManager,
  { parentId }: Submission,
): Promise<void> {
  const isProven =
    parentId !== null &&
    (await manager.existsBy(Submission, { id: parentId, confirmedAt: Not(IsNull()) }));
  if (!isProven)
    throw new Problem(
      409,
      'wrong-state',
      'The e-mail address of the endorsement has not been confirmed.',
    );
}

/**
 * A draft endorsement needs its address proven first; a follow-up has a proven contact; a corrected
 * submission returns to the queue.
 */
export function sendingOf({ state, kind }: Submission): 'submit' | 'send' | 'resubmit' {
  if (state === 'changes_requested') return 'resubmit';
  return kind === 'endorsement' ? 'submit' : 'send';
}

/** A proven address can change only by a hand-over, which proves the new one. */
export function unproven(
  { confirmedAt, contactEmail }: Submission,
  { email }: ContactSection,
): FieldError[] {
  if (!confirmedAt || !email || email.toLowerCase() === contactEmail) return [];
  return [
    {
      pointer: '/email',
      key: 'isProven',
      params: {},
      detail: 'hand the case over to change the address',
    },
  ];
}

/** @throws Problem 409 when the answers were sent. */
export function requireEditable({ state }: Submission): void {
  if (!editableStates.includes(state))
    throw new Problem(409, 'wrong-state', 'These answers were sent and cannot be changed now.', {
      state,
    });
}

/** @throws Problem 409 when the documents were sent. */
export function requireOpenDocuments({ state }: Submission): void {
  if (!documentStates.includes(state))
    throw new Problem(409, 'wrong-state', 'These documents were sent and cannot be changed now.', {
      state,
    });
}

/** The first submission may lack the signed Pact. @throws Problem 422 naming what is missing. */
export function requireNone(parts: SubmissionPart[], action: SubmissionAction): void {
  const missing = parts.filter((part) => part !== 'documents' || action !== 'submit');
  if (missing.length === 0) return;
  throw Problem.invalid(
    missing.map((section) => ({
      pointer: `/${section}`,
      key: 'isComplete',
      params: {},
      detail: `complete the section ${section}`,
    })),
  );
}
