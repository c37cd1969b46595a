import type { WorkflowRole } from '../submissions/submission.workflow.js';

/** The life of a signatory on the register, as data. Nothing but a publisher's decision brings one into the public list. */
export const signatoryStates = ['unlisted', 'published', 'on_hold', 'withdrawn'] as const;
export type SignatoryState = (typeof signatoryStates)[number];

export const signatoryActions = ['publish', 'hold', 'resume', 'withdraw', 'restore'] as const;
export type SignatoryAction = (typeof signatoryActions)[number];

export interface SignatoryTransition {
  from: SignatoryState;
  action: SignatoryAction;
  to: SignatoryState;
  by: readonly WorkflowRole[];
  /** Whether the publisher must say why. */
  reason: boolean;
}

export const signatoryTransitions: readonly SignatoryTransition[] = [
  { from: 'unlisted', action: 'publish', to: 'published', by: ['publisher'], reason: false },
  { from: 'published', action: 'hold', to: 'on_hold', by: ['publisher'], reason: true },
  { from: 'published', action: 'withdraw', to: 'withdrawn', by: ['publisher'], reason: true },
  { from: 'on_hold', action: 'resume', to: 'published', by: ['publisher'], reason: false },
  { from: 'on_hold', action: 'withdraw', to: 'withdrawn', by: ['publisher'], reason: true },
  { from: 'withdrawn', action: 'restore', to: 'published', by: ['publisher'], reason: true },
];
