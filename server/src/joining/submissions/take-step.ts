import { stepIn } from '../../platform/workflow/workflow.js';
import type { Submission } from './submission.entity.js';
import {
  submissionTransitions,
  type GuardOf,
  type SubmissionAction,
  type SubmissionGuard,
  type SubmissionState,
  type WorkflowRole,
} from './submission.workflow.js';

/** @throws Problem when the guard does not hold. */
type Check = () => void | Promise<void>;

/**
 * A step of a submission, once state, role and every guard of its row hold. The caller gives a
 * check for each guard that the table names for this action; without one it does not compile.
 * @returns the next state.
 * @throws Problem 403 without the role, 409 in the wrong state, and any problem of the checks.
 */
export async function takeStep<Action extends SubmissionAction>(
  submission: Pick<Submission, 'state'>,
  action: Action,
  roles: readonly WorkflowRole[],
  checks: Record<GuardOf<Action>, Check>,
): Promise<SubmissionState>;
export async function takeStep(
  { state }: Pick<Submission, 'state'>,
  action: SubmissionAction,
  roles: readonly WorkflowRole[],
  checks: Partial<Record<SubmissionGuard, Check>>,
): Promise<SubmissionState> {
  const { to, guards } = stepIn(submissionTransitions, state, action, roles);
  for (const guard of guards) {
    const check = checks[guard];
    if (!check) throw new Error(`nothing checks the guard "${guard}" of "${action}"`);
    await check();
  }
  return to;
}
