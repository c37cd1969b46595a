import type { Transition } from '../../joining/submissions/submission.workflow.js';

/**
 * The life of a signatory on the register, as data. Nothing but a publisher's decision brings one
 * into or out of the public list.
 */
export const signatoryStates = ['unlisted', 'published', 'on_hold', 'withdrawn', 'merged'] as const;
export type SignatoryState = (typeof signatoryStates)[number];

/** Whether the public reads of it as of a signatory; of one that left, only that it did. */
export function isOnRegister(state: SignatoryState): boolean {
  return state === 'published' || state === 'on_hold';
}

export const signatoryActions = [
  'publish',
  'schedule',
  'unschedule',
  'publish_as_scheduled',
  'hold',
  'resume',
  'withdraw',
  'restore',
  'merge',
] as const;
export type SignatoryAction = (typeof signatoryActions)[number];

const publisher = ['publisher'] as const;

export const signatoryTransitions = [
  {
    from: 'unlisted',
    action: 'publish',
    to: 'published',
    by: publisher,
    guards: ['second person'],
  },
  {
    from: 'unlisted',
    action: 'schedule',
    to: 'unlisted',
    by: publisher,
    guards: ['second person', 'day to come'],
  },
  { from: 'unlisted', action: 'unschedule', to: 'unlisted', by: publisher, guards: ['has a day'] },
  // The publisher who chose the day decided; the clock only does it.
  {
    from: 'unlisted',
    action: 'publish_as_scheduled',
    to: 'published',
    by: ['system'],
    guards: ['day has come'],
  },
  { from: 'unlisted', action: 'merge', to: 'merged', by: publisher, guards: ['second person'] },
  { from: 'published', action: 'hold', to: 'on_hold', by: publisher, guards: ['reason given'] },
  {
    from: 'published',
    action: 'withdraw',
    to: 'withdrawn',
    by: publisher,
    guards: ['reason given', 'second person'],
  },
  { from: 'published', action: 'merge', to: 'merged', by: publisher, guards: ['second person'] },
  { from: 'on_hold', action: 'resume', to: 'published', by: publisher, guards: [] },
  {
    from: 'on_hold',
    action: 'withdraw',
    to: 'withdrawn',
    by: publisher,
    guards: ['reason given', 'second person'],
  },
  { from: 'on_hold', action: 'merge', to: 'merged', by: publisher, guards: ['second person'] },
  {
    from: 'withdrawn',
    action: 'restore',
    to: 'published',
    by: publisher,
    guards: ['reason given', 'second person'],
  },
  { from: 'withdrawn', action: 'merge', to: 'merged', by: publisher, guards: ['second person'] },
] as const satisfies readonly Transition<SignatoryState, SignatoryAction>[];

export type SignatoryTransition = (typeof signatoryTransitions)[number];
export type SignatoryGuard = SignatoryTransition['guards'][number];
