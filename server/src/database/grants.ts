/**
 * Who may do what with each table: the whole policy of the database, applied after every migration.
 * What is not listed is refused by PostgreSQL itself. In particular nobody but the owner can UPDATE, DELETE or TRUNCATE
 * events, and the public reader sees views without a private column and nothing else.
 */
export const roles = { app: 'pact_app', public: 'pact_public' } as const;

const all = 'SELECT, INSERT, UPDATE, DELETE';

export const grants: Record<keyof typeof roles, Record<string, string>> = {
  app: {
    country: all,
    pillar: all,
    action: all,
    authority: all,
    staff: 'SELECT, INSERT, UPDATE',
    staff_session: all,
    submission: all,
    submission_token: all,
    document: all,
    decision: 'SELECT, INSERT, DELETE',
    signatory: all,
    pledge: all,
    register: 'SELECT, UPDATE',
    event: 'SELECT, INSERT',
    event_head: 'SELECT, UPDATE',
    outbox: all,
    rate_limit: all,
    setting: all,
    place: all,
    practice: all,
    loose_file: all,
    published_file: 'SELECT, INSERT, DELETE',
    upload: all,
    upload_piece: 'SELECT, INSERT, DELETE',
    idempotency_key: all,
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
    public_joint_signatory: 'SELECT',
    public_file: 'SELECT',
  },
};
