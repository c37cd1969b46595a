import type { Note } from './note.js';

/** Tables of the register. */
export const registerNotes: Record<string, Note> = {
  signatory: {
    about: 'An authority on the register.',
    columns: {
      public_id: 'eight letters in the public address: never changes, never used again',
      authority_id: 'the authority',
      endorsement_id: 'the endorsement it joined by; null for entries from before',
      state: 'unlisted, published, on hold or withdrawn',
      signed_on: 'day of joining as exactly as known: 2014, 2014-05 or 2014-05-13',
      source_url: 'public page that says it joined',
      published_at: 'when it was published',
      withdrawn_at: 'when it was withdrawn',
      changed_at: 'when what the public sees last changed',
      reminded_at: 'when the contact was last asked for a report',
      publish_on: 'day in Strasbourg on which it is published; null if none is set',
      publish_without_mail: 'true: no mail when that day comes',
      merged_into: 'the signatory that its address leads to',
      decided_by: 'who took the last step, for four eyes',
    },
  },
  pledge: {
    about: 'A promise of a signatory under a pillar.',
    columns: {
      action_code: 'action of the Pact; null for own words',
      own_words: 'the promise in own words',
      own_words_language: 'language of the own words',
      target_year: 'year by which it is to be kept',
      progress: 'planned, under way, done or dropped',
      lead_department: 'department that leads on it',
      progress_note: 'what the signatory says of it',
      evidence_url: 'web address that shows it',
      reported_on: 'day on which the last report was approved',
    },
  },
  practice: {
    about: 'A good practice that a signatory shares.',
    columns: {
      title: 'title',
      what_was_done: 'what was done',
      for_whom: 'for whom',
      result: 'with what result',
      also_in: 'other languages in which more can be had',
      whom_to_ask: 'public contact',
      published_at: 'when it was published',
      changed_at: 'when it last changed',
      taken_down_at: 'when staff took it down',
      taken_down_for: 'why, as a code',
      taken_down_reason: 'why, in words for colleagues',
    },
  },
  published_file: {
    about: 'A cleaned copy that staff published.',
    columns: {
      document_id: 'the document',
      public_id: 'eight letters in its public address',
      pledge_id: 'the pledge it shows',
      title: 'title for readers',
      published_at: 'when it was published',
    },
  },
  signatory_revision: {
    about: 'What the register said of a signatory, before and after each change.',
    columns: {
      number: 'number of the version',
      signatory_version: 'version of the signatory row',
      content: 'everything the public could read',
      cause: 'edit, follow-up, import, restore or what was there before',
      reason: 'reason in words',
      import_id: 'the import that caused it',
      import_row: 'row of the spreadsheet',
      restored: 'number of the version that was restored',
    },
  },
  register: {
    about: 'One row: the version of the whole register.',
    columns: {
      changed_at: 'when the public content last changed',
      removal_version: 'the last version that removed something',
      only_adds: 'set while a version is made that only adds; false at rest',
    },
  },
  register_change: {
    about: 'The public transparency log.',
    columns: {
      at: 'when',
      kind: 'withdrawn, restored, merged or corrected',
      reason_code: 'why, as a code',
      undo_id: 'the undo that may still take it back',
    },
  },
  register_import: {
    about: 'An import of signatories from a spreadsheet.',
    columns: {
      file_name: 'name of the file',
      state: 'uploaded, running, done or failed',
      sheet: 'the rows as read',
      mapping: 'which column is which field',
      rows_total: 'rows in all',
      rows_done: 'rows done',
      beat_at: 'last sign of life of the instance that runs it',
      failure: 'why it failed',
      result: 'what became of each row',
      finished_at: 'when it ended',
      undone_at: 'when it was undone',
    },
  },
  snapshot: {
    about: 'A dated copy of the public data.',
    columns: {
      day: 'day',
      file_id: 'the stored file',
      register_version: 'version of the register',
      signatories: 'how many',
      made_at: 'when it was made',
    },
  },
  snapshot_piece: {
    about: 'A piece of a snapshot’s file.',
    columns: { file_id: 'the file', at: 'offset in bytes', content: 'the bytes' },
  },
};
