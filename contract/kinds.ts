/** Who can join. */
export const authorityKinds = ['municipality', 'region', 'association', 'other'] as const;
export type AuthorityKind = (typeof authorityKinds)[number];

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

/** The kinds of documents. An endorsement needs the signed Pact. */
export const documentKinds = ['signed_pact', 'council_decision', 'other'] as const;
export type DocumentKind = (typeof documentKinds)[number];

/** The progress of a pledge. */
export const progressStates = ['planned', 'under_way', 'done', 'dropped'] as const;
export type ProgressState = (typeof progressStates)[number];

/** The lists of cases in the workbench. */
export const queueStages = [
  'waiting',
  'changes_requested',
  'unanswered',
  'awaiting_signature',
  'to_publish',
  'scheduled',
  'published',
  'rejected',
] as const;
export type QueueStage = (typeof queueStages)[number];

/** The roles of colleagues: they decide on submissions; publish and withdraw; manage staff. */
export const staffRoles = ['reviewer', 'publisher', 'administrator'] as const;
export type StaffRole = (typeof staffRoles)[number];
