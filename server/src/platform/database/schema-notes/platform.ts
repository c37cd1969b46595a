import type { Note } from './note.js';

/** Tables of accounts, settings, mail and the audit trail. */
export const platformNotes: Record<string, Note> = {
  outbox: {
    about: 'Mails to send, written in the transaction that causes them.',
    columns: {
      recipient: 'address',
      template: 'which mail',
      data: 'values of its placeholders',
      state: 'waiting, sent or failed',
      attempts: 'how often it was tried',
      next_attempt_at: 'when it is tried next',
      last_error: 'what the mail server answered last',
      sent_at: 'when it was taken',
      returned_at: 'when a mail server said later that it cannot be delivered',
      returned_status: 'why, as an enhanced code (RFC 3463)',
      sent_subject: 'subject as it was sent',
      sent_text: 'text as it was sent, without the secret of its link',
      undo_id: 'the undo it waits for',
      letter_id: 'the letter it carries',
      subscriber_id: 'the reader it goes to',
      handed_over: 'whether the text was handed over already',
    },
  },
  mail_attempt: {
    about: 'What the mail server answered at each attempt to send a mail.',
    columns: {
      mail_id: 'the mail',
      at: 'when it was tried',
      outcome: 'accepted, deferred, refused, unanswered or uncertain',
      code: 'the code of the answer',
      enhanced_code: 'the enhanced code (RFC 3463)',
      answer: 'all its words, or what happened to the connection',
      queue_id: 'the number under which the server goes on with it',
      command: 'the SMTP command that was answered',
      server: 'host and port',
    },
  },
  staff: {
    about: 'A colleague.',
    columns: {
      email: 'address, also for sign-in',
      name: 'name',
      password_hash: 'argon2id',
      must_change_password: 'true until the first own password',
      roles: 'reviewer, publisher, administrator',
      disabled_at: 'since when the account is disabled',
      shortcuts: 'whether keyboard shortcuts are on',
      totp_secret: 'secret of the authenticator app, encrypted',
      totp_last_step: 'last code that was used',
      accepted_at: 'when the invitation was accepted',
      roles_by: 'the administrator behind the account: invited, gave a role or moved it',
      vouched_at: 'since when they count as a second colleague (decision 0052)',
    },
  },
  staff_session: {
    about: 'A signed-in browser.',
    columns: {
      token_hash: 'SHA-256 of the cookie',
      last_seen_at: 'last request',
      second_factor: 'when and how the second factor was given',
      pending: 'what an unfinished passkey step needs',
      browser: 'browser, as it says',
      system: 'operating system, as it says',
      network: 'part of the address, to recognise it by',
      proven_at: 'when the password or second factor was last given once more',
    },
  },
  asked_mail: {
    about: 'Mails that anybody can ask for, of the last day, to count them.',
    columns: { key: 'hash of the mailbox or the network', at: 'when it was asked for' },
  },
  staff_token: {
    about: 'Mailed links of colleagues: invitation, password, new address.',
    columns: {
      purpose: 'the only thing it works for',
      new_email: 'the address that it confirms',
      asked_by: 'the administrator who changes the address; null for the operator',
    },
  },
  staff_recovery_code: { about: 'Recovery codes of the second factor.' },
  staff_passkey: {
    about: 'A passkey of a colleague.',
    columns: {
      name: 'name',
      public_key: 'public key',
      counter: 'signature counter',
      transports: 'ways it can be reached',
      last_used_at: 'last use',
    },
  },
  staff_identity: {
    about: 'A colleague’s identity at the OpenID Connect provider.',
    columns: { issuer: 'issuer', subject: 'subject at that issuer', last_used_at: 'last use' },
  },
  staff_provider_visit: {
    about: 'A sign-in at the provider under way.',
    columns: {
      session_id: 'the session it belongs to',
      invitation_id: 'the invitation it accepts',
    },
  },
  setting: {
    about: 'What administrators set, and marks of what was done once.',
    columns: { key: 'name', value: 'value' },
  },
  proposal: {
    about: 'What a colleague wants to change before the public and a second one has to confirm.',
    columns: {
      kind: 'which use case would be carried out',
      subject_kind: 'kind of what would change',
      subject_id: 'what would change',
      wanted: 'what was asked for; null once it is decided',
      digest: 'SHA-256 of what was asked for',
      proposed_by: 'who wants it',
      proposed_at: 'since when it waits',
      state: 'open, confirmed or rejected',
      decided_by: 'who confirmed or rejected it',
      decided_at: 'when',
      reason: 'why it was rejected; a person can be erased from it',
    },
  },
  rate_limit: {
    about: 'Counters of the rate limits, shared by all instances.',
    columns: {
      key: 'hashed key',
      points: 'uses',
      expire: 'end of the window, milliseconds since 1970',
    },
  },
  removal: {
    about: 'What automatic deletion removed, by day.',
    columns: { day: 'day', what: 'kind of data', amount: 'how many', last_at: 'last run' },
  },
  retention_period: {
    about: 'For how long data is kept, from each change on (decision 0060).',
    columns: {
      what: 'kind of data',
      days: 'for how many days what begins from then on is kept',
      since: 'from when on; -infinity for what an operator had set before the first change',
    },
  },
  response_time: {
    about: 'One row: how long endorsements wait for a first answer.',
    columns: {
      id: 'always true',
      working_days: 'median of the last year; null while too few were answered',
      cases: 'on how many cases it rests',
      measured_on: 'when it was measured',
    },
  },
  event: {
    about: 'The audit trail: append-only, each row hashed with the one before (decision 0009).',
    columns: {
      seq: 'number without gaps',
      at: 'when, by the database’s clock',
      actor_kind: 'staff, town or system',
      actor_id: 'who',
      action: 'what was done',
      subject_kind: 'kind of thing',
      subject_id: 'the thing',
      details: 'codes and ids, never words of people',
      previous_hash: 'hash of the row before',
      hash: 'SHA-256 of this row and the hash before',
    },
  },
  event_head: {
    about: 'One row: the newest event.',
    columns: { seq: 'its number', hash: 'its hash' },
  },
  event_to_append: {
    about: 'Events of the transaction at hand, until it commits.',
    columns: { events: 'the events' },
  },
  migration: {
    about: 'Migrations that were run (TypeORM).',
    columns: { timestamp: 'number of the migration', name: 'its name' },
  },
};
