import { textFactColumns } from '../../reference/authorities/fact-columns.js';

/** A table with text that people wrote, or with their names. */
interface WrittenTable {
  columns: readonly string[];
  /** The column that refers to its case or signatory. */
  about: { submission: string } | { signatory: string } | null;
  key?: string;
  /** Keeps rows distinct: two that named different people must not become equal. */
  unique?: string;
}

/**
 * Every place with free text, because it may name a person. Search, copy and erasure use this one
 * list, and a test compares it with the schema, so that a new column cannot be forgotten.
 */
export const writtenTexts = {
  submission: { columns: ['answers', 'typed'], about: { submission: 'id' } },
  submission_token: { columns: ['data'], about: { submission: 'submission_id' } },
  case_person: { columns: ['name', 'email'], about: { submission: 'submission_id' } },
  decision: { columns: ['reason', 'comments', 'answers'], about: { submission: 'submission_id' } },
  proposal: { columns: ['reason'], about: { signatory: 'subject_id' } },
  signatory_step: { columns: ['reason'], about: { signatory: 'signatory_id' } },
  reporting_step: { columns: ['reason'], about: { signatory: 'signatory_id' } },
  staff_draft: { columns: ['fields'], about: { submission: 'submission_id' } },
  case_note: { columns: ['text'], about: { submission: 'submission_id' } },
  case_message: {
    columns: ['text', 'rest', 'attachments', 'other_sender'],
    about: { submission: 'submission_id' },
  },
  attachment: { columns: ['file_name'], about: { submission: 'submission_id' } },
  document: { columns: ['file_name', 'signatures'], about: { submission: 'submission_id' } },
  outbox: {
    columns: ['data', 'sent_subject', 'sent_text'],
    about: { submission: 'submission_id' },
  },
  // A mail server's rejection may contain addresses.
  mail_attempt: { columns: ['answer'], about: null },
  signatory: { columns: ['source_url', 'source_note'], about: { signatory: 'id' } },
  pledge: {
    columns: ['own_words', 'progress_note', 'lead_department', 'evidence_url', 'translations'],
    about: { signatory: 'signatory_id' },
  },
  pledge_report: {
    columns: ['note', 'evidence_url', 'translations'],
    about: { signatory: 'signatory_id' },
  },
  pledge_seen: {
    columns: ['reason'],
    about: { signatory: 'signatory_id' },
    key: 'pledge_id',
  },
  practice: {
    columns: [
      'title',
      'what_was_done',
      'for_whom',
      'result',
      'whom_to_ask',
      'also_in',
      'taken_down_reason',
    ],
    about: { signatory: 'signatory_id' },
  },
  published_file: { columns: ['title'], about: { signatory: 'signatory_id' }, key: 'document_id' },
  signatory_revision: { columns: ['content', 'reason'], about: { signatory: 'signatory_id' } },
  authority: { columns: [...textFactColumns, 'joint_signatories'], about: null },
  register_import: { columns: ['file_name', 'sheet', 'reading', 'result'], about: null },
  article: {
    columns: [
      'title_en',
      'title_fr',
      'summary_en',
      'summary_fr',
      'body_en',
      'body_fr',
      'image_alt_en',
      'image_alt_fr',
    ],
    about: null,
  },
  digest: { columns: ['subject_en', 'subject_fr', 'intro_en', 'intro_fr'], about: null },
  mailing: { columns: ['filter'], about: null },
  mailing_text: { columns: ['subject', 'text'], about: null },
  round_answer: { columns: ['answers'], about: { signatory: 'signatory_id' } },
  round: { columns: ['filter', 'texts'], about: null },
  letter: { columns: ['subject', 'blocks'], about: null },
  message_template: {
    columns: ['name', 'text_en', 'text_fr', 'other_texts'],
    about: null,
    unique: 'name',
  },
  helpline: { columns: ['name', 'hours', 'chat', 'link', 'source'], about: null },
  helpline_change: { columns: ['changes'], about: null },
  helpline_report: { columns: ['remark'], about: null },
  contact_invitation: {
    columns: ['name', 'office'],
    about: { signatory: 'signatory_id' },
    key: 'signatory_id',
  },
  error_report: { columns: ['words', 'name', 'answer'], about: { signatory: 'signatory_id' } },
  site_text: { columns: ['text', 'based_on', 'beside'], about: null },
  site_text_change: { columns: ['text', 'based_on'], about: null },
  translation_review: { columns: ['reviewed_by'], about: null, key: 'language' },
  certificate_foot: {
    columns: ['signer_name', 'office_en', 'office_fr'],
    about: null,
    key: 'one',
  },
  pact_version: { columns: ['approval_document'], about: null, key: 'number' },
  saved_view: { columns: ['name', 'query'], about: null, unique: 'name' },
} as const satisfies Record<string, WrittenTable>;

export type WrittenIn = keyof typeof writtenTexts;
export const writtenIn = Object.keys(writtenTexts) as WrittenIn[];

export function tableOf(kind: WrittenIn): WrittenTable {
  return writtenTexts[kind];
}
