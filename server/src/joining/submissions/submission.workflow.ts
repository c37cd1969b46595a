/**
 * The life cycle of a submission as a table of transitions. The API, the buttons on the screens and
 * the diagram in docs/workflow.md come from it; a transition that is not listed cannot happen.
 */
export const submissionStates = [
  'draft',
  'unconfirmed',
  'awaiting_signature',
  'waiting',
  'changes_requested',
  'approved',
  'rejected',
  'withdrawn',
  'expired',
] as const;
export type SubmissionState = (typeof submissionStates)[number];

export const submissionActions = [
  'submit',
  'send',
  'confirm',
  'confirm_unsigned',
  'sign',
  'request_changes',
  'resubmit',
  'approve',
  'reject',
  'withdraw',
  'expire',
  'enter',
  'reenter',
  'discard',
] as const;
export type SubmissionAction = (typeof submissionActions)[number];

export const workflowRoles = [
  'applicant',
  'reviewer',
  'publisher',
  'administrator',
  'system',
] as const;
export type WorkflowRole = (typeof workflowRoles)[number];

export interface Transition<State, Action> {
  from: State;
  action: Action;
  to: State;
  by: readonly WorkflowRole[];
  /**
   * Conditions besides state and role. Code that takes a step needs a check for each, or it does
   * not compile (`GuardOf`).
   */
  guards: readonly string[];
}

export const submissionTransitions = [
  {
    from: 'draft',
    action: 'submit',
    to: 'unconfirmed',
    by: ['applicant'],
    guards: ['all sections complete'],
  },
  // Follow-ups are sent by a contact whose address is already proven.
  {
    from: 'draft',
    action: 'send',
    to: 'waiting',
    by: ['applicant'],
    guards: ['all sections complete', 'address proven by token'],
  },
  { from: 'draft', action: 'withdraw', to: 'withdrawn', by: ['applicant'], guards: [] },
  { from: 'draft', action: 'expire', to: 'expired', by: ['system'], guards: ['time is over'] },
  // Paper entries: a colleague enters them, and the scan replaces the proof of the address.
  {
    from: 'draft',
    action: 'enter',
    to: 'waiting',
    by: ['reviewer', 'publisher'],
    guards: ['all sections complete', 'scan present'],
  },
  { from: 'draft', action: 'discard', to: 'withdrawn', by: ['reviewer', 'publisher'], guards: [] },
  {
    from: 'unconfirmed',
    action: 'confirm',
    to: 'waiting',
    by: ['applicant'],
    guards: ['address proven by token', 'signed Pact present'],
  },
  // When the mayor signs later, the case waits for the signed Pact before it goes to the Congress.
  {
    from: 'unconfirmed',
    action: 'confirm_unsigned',
    to: 'awaiting_signature',
    by: ['applicant'],
    guards: ['address proven by token'],
  },
  { from: 'unconfirmed', action: 'withdraw', to: 'withdrawn', by: ['applicant'], guards: [] },
  {
    from: 'unconfirmed',
    action: 'expire',
    to: 'expired',
    by: ['system'],
    guards: ['time is over'],
  },
  {
    from: 'awaiting_signature',
    action: 'sign',
    to: 'waiting',
    by: ['applicant'],
    guards: ['signed Pact present'],
  },
  {
    from: 'awaiting_signature',
    action: 'reject',
    to: 'rejected',
    by: ['reviewer'],
    guards: ['reason given'],
  },
  {
    from: 'awaiting_signature',
    action: 'withdraw',
    to: 'withdrawn',
    by: ['applicant'],
    guards: [],
  },
  {
    from: 'awaiting_signature',
    action: 'expire',
    to: 'expired',
    by: ['system'],
    guards: ['time is over'],
  },
  {
    from: 'waiting',
    action: 'request_changes',
    to: 'changes_requested',
    by: ['reviewer'],
    guards: ['reason given'],
  },
  {
    from: 'waiting',
    action: 'approve',
    to: 'approved',
    by: ['reviewer'],
    guards: [
      'scan present',
      'document opened',
      'duplicates compared',
      'authority identified',
      'not entered by oneself',
    ],
  },
  { from: 'waiting', action: 'reject', to: 'rejected', by: ['reviewer'], guards: ['reason given'] },
  { from: 'waiting', action: 'withdraw', to: 'withdrawn', by: ['applicant'], guards: [] },
  {
    from: 'changes_requested',
    action: 'resubmit',
    to: 'waiting',
    by: ['applicant'],
    guards: ['all sections complete', 'signed Pact present'],
  },
  {
    from: 'changes_requested',
    action: 'reenter',
    to: 'waiting',
    by: ['reviewer', 'publisher'],
    guards: ['all sections complete', 'scan present'],
  },
  {
    from: 'changes_requested',
    action: 'reject',
    to: 'rejected',
    by: ['reviewer'],
    guards: ['reason given'],
  },
  { from: 'changes_requested', action: 'withdraw', to: 'withdrawn', by: ['applicant'], guards: [] },
  // Until it is public, the authority alone decides, even if publication is scheduled.
  {
    from: 'approved',
    action: 'withdraw',
    to: 'withdrawn',
    by: ['applicant'],
    guards: ['not public yet'],
  },
] as const satisfies readonly Transition<SubmissionState, SubmissionAction>[];

export type SubmissionTransition = (typeof submissionTransitions)[number];
export type SubmissionGuard = SubmissionTransition['guards'][number];
/** The guards of an action, from whichever state it starts. */
export type GuardOf<Action extends SubmissionAction> = Extract<
  SubmissionTransition,
  { action: Action }
>['guards'][number];

/** The states in which the authority may still change its answers. */
export const editableStates: readonly SubmissionState[] = ['draft', 'changes_requested'];
/** The states in which it may still add, replace and remove documents. */
export const documentStates: readonly SubmissionState[] = [...editableStates, 'awaiting_signature'];
/** The states in which the contact's address is proven and the case has not ended. */
export const provenStates: readonly SubmissionState[] = [
  'awaiting_signature',
  'waiting',
  'changes_requested',
  'approved',
];
