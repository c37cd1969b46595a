import { IsNull, Not, type EntityManager } from 'typeorm';
import { Problem, type FieldError } from '../../platform/http/problem.js';
import type { ContactSection } from '../submissions/dto/sections.dto.js';
import { Submission } from '../submissions/submission.entity.js';
import { editableStates } from '../submissions/submission.workflow.js';

/**
 * What follows an endorsement is opened in the session of a case, which only a proven address gets.
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
 * A draft endorsement needs its address proven first; a follow-up comes from a proven contact; a
 * corrected submission returns to the queue.
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
