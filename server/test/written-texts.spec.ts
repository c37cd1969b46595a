import { writtenTexts, tableOf, writtenIn } from '../src/workbench/data-requests/written-texts.js';
import { createDatabase, type TestDatabase } from './support/database.js';

/**
 * Columns of text and JSON that never contain text about a person, and those erased with their row,
 * for each table.
 */
const nobodysWords: Record<string, string[]> = {
  action: ['code', 'pillar_code', 'wording', 'source', 'explanation'],
  article: ['state', 'slug'],
  authority: [
    'kind',
    'region',
    'name_official',
    'name_official_language',
    'name_en',
    'name_fr',
    'identity_key',
    'search_text',
    'wikidata_id',
    'official_code',
    'district',
    'distinction',
  ],
  attachment: ['media_type', 'findings', 'scan'],
  case_message: ['author'],
  case_person: ['role', 'language'],
  decision: ['verdict', 'reason_code'],
  digest: ['state'],
  asked_mail: ['key'],
  document: ['media_type', 'kind', 'findings', 'scan', 'no_copy'],
  // The address is found and erased with the invitation.
  contact_invitation: ['email', 'language'],
  // The address is found and erased with the report that it came with.
  error_report: ['kind', 'email', 'language', 'state'],
  event: ['actor_kind', 'action', 'subject_kind', 'details'],
  event_to_append: ['events'],
  follow: ['kind', 'key', 'language'],
  helpline: ['code', 'country_code', 'number', 'cost', 'checked_by'],
  helpline_change: ['action'],
  helpline_report: ['country_code', 'number', 'language'],
  log_checkpoint: ['origin', 'note'],
  // A leaf holds names of authorities and a salted hash of the words, never words (decision 61).
  log_cosignature: ['witness', 'origin', 'line'],
  log_leaf: ['leaf'],
  log_state: ['public_id', 'shown'],
  mail_attempt: ['outcome', 'enhanced_code', 'queue_id', 'command', 'server'],
  // Counts of languages and results, about no person.
  mailing: ['state', 'kind', 'counts', 'round_mail'],
  mailing_recipient: ['left_out'],
  mailing_text: ['language'],
  message_template: ['verdict', 'starter'],
  // Erased with the address, or once it is no longer a contact.
  municipality_nuts: ['country_code', 'municipality_code', 'nuts'],
  news_refusal: ['email'],
  news_image: ['media_type'],
  nuts_edition: ['file_name'],
  outbox: ['recipient', 'language', 'template', 'state', 'last_error', 'returned_status'],
  pact_draft: ['content'],
  pact_version: ['preamble', 'undertakings', 'approval_url'],
  pact_version_action: ['code', 'pillar_code', 'wording', 'source', 'explanation'],
  pact_version_pillar: ['code', 'name', 'aim'],
  pillar: ['code', 'name', 'aim'],
  place: [
    'region',
    'name_official',
    'name_en',
    'name_fr',
    'other_names',
    'search_text',
    'municipality_code',
  ],
  pledge: ['pillar_code', 'action_code', 'own_words_language', 'progress'],
  pledge_report: ['progress', 'language'],
  pledge_seen: ['promise'],
  practice: ['pillar_code', 'language', 'taken_down_for'],
  // An open proposal is deleted if it names a person. A decided one has no text left.
  proposal: ['kind', 'subject_kind', 'wanted', 'state'],
  published_file: ['public_id', 'language'],
  register_change: ['kind', 'reason_code'],
  register_import: ['state', 'mapping', 'reading', 'failure'],
  removal: ['what'],
  reporting_step: ['action'],
  retention_period: ['what'],
  setting: ['key', 'value'],
  round: ['state', 'questions'],
  site_text: ['key', 'language'],
  site_text_change: ['key', 'language'],
  translation_review: ['language'],
  signatory: ['public_id', 'state', 'signed_on'],
  signatory_revision: ['cause'],
  signatory_step: ['action', 'reason_code'],
  staff: ['email', 'name', 'password_hash', 'language'],
  staff_choice: ['kind', 'period'],
  staff_draft: ['kind', 'subject'],
  staff_identity: ['issuer', 'subject'],
  staff_notice: ['kind', 'thing'],
  staff_passkey: ['id', 'name'],
  staff_session: ['second_factor', 'pending', 'browser', 'system', 'network'],
  staff_token: ['purpose', 'new_email'],
  submission: [
    ...[
      'reference',
      'kind',
      'state',
      'language',
      'section_versions',
      'section_changes',
      'sent_by',
      'contact_email',
      'resume_email',
    ],
    // Made of the answers, and emptied by a trigger when they change.
    ...['authority_name', 'authority_kind', 'search_text', 'identity_key', 'people_text'],
  ],
  submission_token: ['purpose'],
  subscriber: ['email', 'language'],
  subscriber_token: ['purpose'],
  undo_step: ['subject_kind', 'before'],
  upload: ['file_name', 'kind'],
};

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

it('PR11 search and erasure cover every column that may name someone', async () => {
  const columns = await database.sql<{ name: string }>(
    `SELECT table_name || '.' || column_name AS name FROM information_schema.columns
      JOIN information_schema.tables USING (table_schema, table_name)
     WHERE table_schema = 'public' AND table_type = 'BASE TABLE'
       AND data_type IN ('text', 'jsonb', 'json')
       AND table_name NOT IN ('migration', 'rate_limit')`,
  );
  const known = new Set([
    ...writtenIn.flatMap((table) => tableOf(table).columns.map((column) => `${table}.${column}`)),
    ...Object.entries(nobodysWords).flatMap(([table, names]) =>
      names.map((column) => `${table}.${column}`),
    ),
  ]);
  expect(columns.map(({ name }) => name).filter((name) => !known.has(name))).toEqual([]);
  expect(Object.keys(writtenTexts).length).toBeGreaterThan(15);
});
