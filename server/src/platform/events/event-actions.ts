/**
 * Every action that the audit trail can record, grouped by the kind of thing it affects. Only these
 * can be appended, and each has a label in every language of the screens (a test checks both):
 * `event.<thing>.<verb>` in locales/<language>/staff.json.
 */
const actionsBySubject = {
  submission: [
    'submit',
    'send',
    'confirm',
    'correct_address',
    'confirm_unsigned',
    'sign',
    'request_changes',
    'resubmit',
    'approve',
    'reject',
    'withdraw',
    'expire',
    'undo',
    'assign',
    'enter',
    'reenter',
    'discard',
  ],
  document: ['add', 'replace', 'remove', 'refuse', 'view', 'view_copy', 'clean'],
  signatory: [
    ...[
      'publish',
      'schedule',
      'unschedule',
      'publish_as_scheduled',
      'hold',
      'resume',
      'withdraw',
      'restore',
      'merge',
      'undo',
    ],
    ...['edit', 'restore_version', 'import', 'import_update', 'import_undone', 'import_removed'],
    ...['see_pledge', 'unsee_pledge', 'remove_words'],
  ],
  reporting: [
    ...['note', 'ask', 'extend', 'refuse', 'excuse', 'excuse_complete', 'ask_again'],
    ...['tell_silence', 'end_silence'],
  ],
  contact: [
    ...['hand_over_asked', 'hand_over_cancelled', 'handed_over', 'named_by_staff', 'erase'],
  ],
  people: ['invite', 'accept', 'change_role', 'remove', 'leave'],
  person: ['copy', 'erase'],
  case: ['take_over', 'export'],
  note: ['add'],
  attachment: ['add', 'remove', 'view'],
  answer: ['ask', 'set'],
  message: ['write', 'receive', 'send', 'read'],
  view: ['save', 'remove'],
  error_report: ['take', 'put_back', 'correct', 'decline', 'refer', 'discard'],
  helpline: ['add', 'change', 'confirm', 'remove', 'close_report'],
  site_text: ['change', 'reset', 'import'],
  translation: ['review', 'unreview'],
  pact: ['save_draft', 'discard_draft', 'publish', 'approve', 'withdraw_approval'],
  message_template: ['add', 'change', 'remove'],
  file: ['publish', 'take_back'],
  practice: ['edit', 'take_down', 'restore'],
  register: ['seed', 'baseline', 'remove_demo', 'restore', 'snapshot', 'export'],
  import: ['receive', 'run', 'undo'],
  article: ['create', 'save', 'publish', 'archive', 'delete', 'appear', 'add_picture'],
  mailing: ['create', 'save', 'remove', 'test', 'send'],
  round: ['create', 'save', 'remove', 'test', 'open', 'remind', 'close', 'withdraw', 'answer', 'export'],
  news: ['refuse'],
  digest: ['create', 'save', 'test', 'send'],
  subscriber: ['confirm', 'leave', 'export'],
  follow: ['start', 'stop'],
  mail: ['resend', 'return', 'withhold'],
  trail: ['export', 'verify'],
  settings: ['change'],
  certificate: ['change', 'add_picture'],
  proposal: ['make', 'confirm', 'reject', 'lapse'],
  staff: [
    ...[
      'create',
      'invite',
      'invite_again',
      'accept_invitation',
      'change_roles',
      'vouch',
      'disable',
      'enable',
      'change_profile',
      'ask_address',
      'change_address',
      'change_notices',
    ],
    ...[
      'sign_in',
      'sign_out',
      'end_session',
      'end_other_sessions',
      'change_password',
      'ask_password',
      'reset_password',
    ],
    ...[
      'set_up_totp',
      'set_up_passkey',
      'remove_passkey',
      'reset_second_factor',
      'use_recovery_code',
      'renew_recovery_codes',
    ],
    ...['link_identity', 'unlink_identity'],
  ],
} as const;

type ActionsBySubject = typeof actionsBySubject;
export type EventAction = {
  [Thing in keyof ActionsBySubject]: `${Thing}.${ActionsBySubject[Thing][number]}`;
}[keyof ActionsBySubject];

export const eventActions = Object.entries(actionsBySubject).flatMap(([thing, verbs]) =>
  verbs.map((verb) => `${thing}.${verb}` as EventAction),
);
