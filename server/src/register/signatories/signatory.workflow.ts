import type { Transition } from '../../joining/submissions/submission.workflow.js';

/**
 * The life cycle of a signatory as a table of transitions. Only a publisher's decision adds it to
 * or removes it from the public list.
 */
export const signatoryStates = ['unlisted', 'published', 'on_hold', 'withdrawn', 'merged'] as const;
export type SignatoryState = (typeof signatoryStates)[number];

/** Whether the public sees its page. Of a withdrawn signatory, only the withdrawal is public. */
export function isOnRegister(state: SignatoryState): boolean {
  return state === 'published' || state === 'on_hold';
}

/** Whether the public sees it now, or will on the day that was chosen, or sees that it left. */
export function isOrWillBePublic({
  state,
  publishOn,
}: {
  state: SignatoryState;
  publishOn: string | null;
}): boolean {
  return state !== 'unlisted' || publishOn !== null;
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
  // The scheduler only executes the decision of the publisher who chose the date.
  {
    from: 'unlisted',
    action: 'publish_as_scheduled',
    to: 'published',
    by: ['system'],
    guards: ['day has come'],
  },
  { from: 'unlisted', action: 'merge', to: 'merged', by: publisher, guards: [] },
  { from: 'published', action: 'hold', to: 'on_hold', by: publisher, guards: ['reason given'] },
  {
    from: 'published',
    action: 'withdraw',
    to: 'withdrawn',
    by: publisher,
    guards: ['reason given'],
  },
  { from: 'published', action: 'merge', to: 'merged', by: publisher, guards: [] },
  { from: 'on_hold', action: 'resume', to: 'published', by: publisher, guards: [] },
  {
    from: 'on_hold',
    action: 'withdraw',
    to: 'withdrawn',
    by: publisher,
    guards: ['reason given'],
  },
  { from: 'on_hold', action: 'merge', to: 'merged', by: publisher, guards: [] },
  {
    from: 'withdrawn',
    action: 'restore',
    to: 'published',
    by: publisher,
    guards: ['reason given'],
  },
  { from: 'withdrawn', action: 'merge', to: 'merged', by: publisher, guards: [] },
] as const satisfies readonly Transition<SignatoryState, SignatoryAction>[];

/**
 * How a step involves a second colleague while four eyes are on: the first is the colleague who
 * approved or last wrote; or a colleague confirms another's proposal; or none is needed, because
 * the step only removes something or carries out a decision of two people.
 */
export const secondColleague = {
  publish: 'the approver counts',
  schedule: 'the approver counts',
  unschedule: 'nobody',
  publish_as_scheduled: 'nobody',
  hold: 'nobody',
  resume: 'confirms',
  withdraw: 'nobody',
  restore: 'confirms',
  merge: 'confirms',
} as const satisfies Record<SignatoryAction, string>;

export type SignatoryTransition = (typeof signatoryTransitions)[number];
export type SignatoryGuard = SignatoryTransition['guards'][number];
