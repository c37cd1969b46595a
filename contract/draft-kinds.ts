/**
 * The forms of colleagues whose long texts are kept on the server until they are sent. `decision`
 * and `message` belong to a case and are erased with it.
 */
export const draftKinds = [
  'decision',
  'message',
  'step',
  'bulk',
  'merger',
  'mailing',
  'practice',
  'article',
  'error_report',
  'reporting',
  'site_text',
] as const;
export type DraftKind = (typeof draftKinds)[number];

/** Those whose subject is a case. */
export const caseDraftKinds: readonly DraftKind[] = ['decision', 'message'];
