/**
 * An authority joins; later it corrects its page, reports progress, shares a good practice, or
 * leaves.
 */
export const submissionKinds = [
  'endorsement',
  'amendment',
  'progress',
  'practice',
  'withdrawal',
] as const;
export type SubmissionKind = (typeof submissionKinds)[number];
