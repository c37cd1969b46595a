/**
 * Why a decision was taken, as a code: one list for each decision. Their words are in the locales
 * (`reasonCode`); of a withdrawal, restoration, merger or correction the public transparency log
 * shows the code and nothing else.
 */
export const reasonCodes = {
  request_changes: [
    'document_missing',
    'document_unreadable',
    'not_authorised',
    'answers_unclear',
    'other',
  ],
  approve: ['conditions_met', 'met_after_changes', 'other'],
  reject: [
    'not_an_authority',
    'not_authorised',
    'entered_twice',
    'no_answer',
    'not_genuine',
    'other',
  ],
  publish: ['ready', 'agreed_date', 'other'],
  schedule: ['agreed_date', 'ceremony', 'other'],
  unschedule: ['date_moved', 'mistake', 'other'],
  hold: ['asked_by_authority', 'no_progress_report', 'contact_lost', 'under_examination', 'other'],
  resume: ['settled', 'mistake', 'other'],
  withdraw: [
    'asked_by_authority',
    'new_council_decision',
    'not_authorised',
    'entered_twice',
    'authority_dissolved',
    'other',
  ],
  restore: ['mistake', 'joined_again', 'other'],
  merge: ['entered_twice', 'territorial_reform', 'other'],
} as const satisfies Record<string, readonly string[]>;

export type ReasonedDecision = keyof typeof reasonCodes;
export type ReasonCode = (typeof reasonCodes)[ReasonedDecision][number];
export const allReasonCodes = [...new Set(Object.values(reasonCodes).flat())] as ReasonCode[];
