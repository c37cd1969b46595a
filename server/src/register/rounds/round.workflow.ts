import type { RoundState } from '../../../../contract/rounds.js';
import type { Transition } from '../../joining/submissions/submission.workflow.js';

/** The actions on a round of questions (decision 0087). */
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
  // Manually, or automatically after the last day.
  { from: 'open', action: 'close', to: 'closed', by: ['publisher', 'system'], guards: [] },
  // Its answers are never shown to the public, whatever was said before.
  { from: 'open', action: 'withdraw', to: 'withdrawn', by: publisher, guards: [] },
  { from: 'closed', action: 'withdraw', to: 'withdrawn', by: publisher, guards: [] },
] as const satisfies readonly Transition<RoundState, RoundAction>[];
