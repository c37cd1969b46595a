import type { ErrorReportState } from '../../../../contract/error-reports.js';
import type { Transition } from '../../joining/submissions/submission.workflow.js';

/** The workflow of a reader's report of an error (decision 0080). */
export const errorReportActions = ['take', 'put_back', 'correct', 'decline', 'refer'] as const;
export type ErrorReportAction = (typeof errorReportActions)[number];

const staff = ['reviewer', 'publisher'] as const;
const why = ['answer given'] as const;

export const errorReportTransitions = [
  { from: 'new', action: 'take', to: 'looked_at', by: staff, guards: [] },
  { from: 'looked_at', action: 'put_back', to: 'new', by: staff, guards: [] },
  // Staff correct the register in its own editor; this step says that they did.
  { from: 'looked_at', action: 'correct', to: 'corrected', by: staff, guards: why },
  { from: 'looked_at', action: 'decline', to: 'not_corrected', by: staff, guards: why },
  { from: 'looked_at', action: 'refer', to: 'not_ours', by: staff, guards: why },
] as const satisfies readonly Transition<ErrorReportState, ErrorReportAction>[];
