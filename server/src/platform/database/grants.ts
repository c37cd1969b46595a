/**
 * Who may do what with each table: the whole policy of the database, applied after every migration.
 * What is not listed is refused by PostgreSQL itself. In particular nobody but the function that
 * appends can write events, and the public reader sees views without a private column and nothing
 * else.
 */
export const roles = { app: 'pact_app', public: 'pact_public' } as const;

/** What the role of the function that appends to the audit trail may do (trail-role.ts). */
export const trailGrants: Record<string, string> = {
  event: 'INSERT',
  event_head: 'SELECT, UPDATE',
  event_to_append: 'SELECT, DELETE',
};

const all = 'SELECT, INSERT, UPDATE, DELETE';

export const grants: Record<keyof typeof roles, Record<string, string>> = {
  app: {
    country: all,
    pillar: all,
    action: all,
    authority: all,
    staff: 'SELECT, INSERT, UPDATE',
    staff_session: all,
    staff_passkey: all,
    staff_token: all,
    staff_recovery_code: all,
    staff_identity: all,
    staff_provider_visit: 'SELECT, INSERT, DELETE',
    submission: all,
    submission_token: all,
    document: all,
    decision: 'SELECT, INSERT, DELETE',
    signatory: all,
    signatory_revision: all,
    signatory_step: 'SELECT, INSERT, DELETE',
    register_import: all,
    pledge: all,
    register: 'SELECT, UPDATE',
    event: 'SELECT',
    event_head: 'SELECT',
    event_to_append: 'INSERT',
    outbox: all,
    rate_limit: all,
    setting: all,
    place: all,
    practice: all,
    published_file: all,
    loose_file: all,
    upload: all,
    upload_piece: 'SELECT, INSERT, DELETE',
    idempotency_key: all,
    article: all,
    news_image: all,
    subscriber: all,
    subscriber_token: all,
    letter: all,
    digest: all,
    snapshot: 'SELECT, INSERT',
    snapshot_piece: 'SELECT, INSERT',
    undo: all,
    undo_step: all,
    register_change: all,
    message_template: all,
    case_lease: all,
    case_note: all,
    removal: 'SELECT, INSERT, UPDATE',
    saved_view: all,
    // Whether a step is still to be done.
    migration: 'SELECT',
  },
  public: {
    public_signatory: 'SELECT',
    public_withdrawn_signatory: 'SELECT',
    public_pledge: 'SELECT',
    public_country: 'SELECT',
    public_pillar: 'SELECT',
    public_action: 'SELECT',
    public_register: 'SELECT',
    public_place: 'SELECT',
    public_practice: 'SELECT',
    public_practice_gone: 'SELECT',
    public_article: 'SELECT',
    public_news_image: 'SELECT',
    public_external_id: 'SELECT',
    public_change: 'SELECT',
    public_snapshot: 'SELECT',
    public_snapshot_piece: 'SELECT',
    public_transparency: 'SELECT',
    public_merged_signatory: 'SELECT',
    public_contact: 'SELECT',
    public_joint_signatory: 'SELECT',
    public_identity: 'SELECT',
    public_file: 'SELECT',
  },
};
