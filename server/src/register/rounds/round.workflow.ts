import type { RoundState } from '../../../../contract/rounds.js';
import type { Transition } from '../../joining/submissions/submission.workflow.js';

/** What happens to a round of questions (decision 0087). */
export const roundActions = ['open', 'close', 'withdraw'] as const;
export type RoundAction = (typeof roundActions)[number];

const publisher = ['publisher'] as const;

export const roundTransitions = [
  {
    from: 'draft',
    action: 'open',
    to: 'open',
    by: publisher,
    guards: ['complete in English and French', 'somebody to ask', 'second colleague for many'],
  },
  // By hand, or by the clock when the last day is over.
  { from: 'open', action: 'close', to: 'closed', by: ['publisher', 'system'], guards: [] },
  // Its answers are never shown to the public, whatever was said before.
  { from: 'open', action: 'withdraw', to: 'withdrawn', by: publisher, guards: [] },
  { from: 'closed', action: 'withdraw', to: 'withdrawn', by: publisher, guards: [] },
] as const satisfies readonly Transition<RoundState, RoundAction>[];
