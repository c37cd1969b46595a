/** The kinds of errors that readers report in an entry. */
export const errorReportKinds = [
  'wrong_fact',
  'false_entry',
  'pledge_not_kept',
  'something_else',
] as const;
export type ErrorReportKind = (typeof errorReportKinds)[number];

/** The answers that a report can get, which the public sees counted. */
export const errorReportOutcomes = ['corrected', 'not_corrected', 'not_ours'] as const;
export type ErrorReportOutcome = (typeof errorReportOutcomes)[number];

export const errorReportStates = ['new', 'looked_at', ...errorReportOutcomes] as const;
export type ErrorReportState = (typeof errorReportStates)[number];

export function isOutcome(state: ErrorReportState): state is ErrorReportOutcome {
  return (errorReportOutcomes as readonly string[]).includes(state);
}
