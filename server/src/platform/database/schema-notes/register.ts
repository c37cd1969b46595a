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
      source_note: 'what that page says of it beyond the date, by language',
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
  signatory_step: {
    about: 'A step of a signatory, with the words that were typed for it.',
    columns: {
      action: 'publish, hold, withdraw …',
      reason_code: 'why, as a code',
      reason: 'why, in words; a person can be erased from them',
      mailed: 'whether the contact was written to',
      staff_id: 'the colleague; null for the clock',
      undo_id: 'the undo it can be taken back by',
      at: 'when',
    },
  },
  pledge: {
    about: 'A promise of a signatory under a pillar.',
    columns: {
      action_code: 'action of the Pact; null for own words',
      pact_version: 'version of the Pact under which it was made, which lists its action',
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
  log_leaf: {
    about: 'The public log: one entry for each change of what the public sees. Only added to.',
    columns: {
      position: 'place in the log, from 0',
      leaf: 'the entry, canonical JSON (RFC 8785)',
      hash: 'hash of the entry (RFC 6962)',
    },
  },
  log_node: {
    about: 'Hashes of full tiles of the public log, above its entries. Only added to.',
    columns: {
      level: 'level of the tile, from 1',
      position: 'place in its level',
      hash: 'root of the full tile below',
    },
  },
  log_checkpoint: {
    about: 'Every checkpoint of the public log that was signed. Only added to.',
    columns: {
      size: 'number of entries',
      origin: 'name of the log',
      root: 'root of the tree',
      note: 'the signed checkpoint, as it is served',
      at: 'when it was signed',
    },
  },
  log_state: {
    about: 'What the last entry about a signatory says.',
    columns: {
      public_id: 'the signatory as the log names it',
      position: 'place of that entry',
      shown: 'what it says, without the words; null once the signatory is gone',
      salt: 'what the words were hashed with; those of earlier entries are gone',
      words: 'salted hash of the words',
    },
  },
  log_head: {
    about: 'One row: how long the public log is.',
    columns: {
      one: 'always true',
      size: 'number of entries',
      trail_seq: 'number of the last event whose hash is an entry',
      trail_at: 'when that entry was written',
    },
  },
  log_touched: {
    about: 'The signatories that a transaction has touched; gone when it ends.',
    columns: { xid: 'the transaction', signatories: 'which' },
  },
  log_trail_wanted: {
    about: 'A request to log the head of the audit trail; gone when its transaction ends.',
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
      content: 'the file itself, until it is in the register',
      reading: 'how it was read, and what a colleague has to say about it',
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
