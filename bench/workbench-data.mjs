// The workbench data of a large register: cases in every stage, with decisions, documents, mails
// and events, beside 200,000 signatories.
import pg from 'pg';
import { followUpStatements, reportStatements } from './follow-ups.mjs';
import { builtPart, environment } from './product.mjs';

export const colleague = {
  email: 'bench@congress.example',
  password: 'a long walk by the Ill',
  totp: 'JBSWY3DPEHPK3PXPJBSWY3DPEHPK3PXP',
};
/** Colleagues with one role each; they sign in with the same password and code. */
export const oneRole = ['reviewer', 'publisher', 'administrator'];
export const addressOf = (role) => (role ? `${role}@congress.example` : colleague.email);
/** Of each pledge. */
const reports = 5;

/** The percentage of cases in each state; the rest are approved and on the register. */
const shares = {
  waiting: 8,
  changes_requested: 1.2,
  to_publish: 0.6,
  rejected: 8,
  withdrawn: 2,
  draft: 3,
  unconfirmed: 1.2,
};

/**
 * Fills the folder's database.
 * @returns seconds.
 */
export async function fillWorkbench(folder, submissions) {
  const started = Date.now();
  const [{ open }, { hashPassword }, { sealTotp }, { uuidv7 }, texts] = await Promise.all([
    builtPart('operations/startup/bootstrap'),
    builtPart('accounts/passwords/passwords'),
    builtPart('accounts/second-factor/totp'),
    import('uuidv7'),
    builtPart('platform/text/text'),
  ]);
  const { context, close } = await open(() => undefined, environment(folder, 3000));
  const owner = new pg.Client({ connectionString: context.database.owner });
  await owner.connect();
  try {
    await owner.query(`SET synchronous_commit = off; SELECT setseed(0.5)`);
    await owner.query(`INSERT INTO staff (id, email, name, password_hash, must_change_password,
      roles)
      SELECT gen_random_uuid(), 'colleague' || n || '@congress.example', 'Colleague ' || n, 'none',
        false, '{reviewer,publisher}' FROM generate_series(1, 11) n`);
    const hash = await hashPassword(colleague.password);
    for (const role of [null, ...oneRole]) {
      const id = uuidv7();
      await owner.query(
        `INSERT INTO staff (id, email, name, password_hash, must_change_password, roles,
           totp_secret) VALUES ($1, $2, 'Bench', $3, false, $4, $5)`,
        [
          id,
          addressOf(role),
          hash,
          role ? [role] : oneRole,
          sealTotp(context.secret, id, colleague.totp),
        ],
      );
    }
    for (const statement of [
      ...statements(submissions),
      ...reportStatements(reports),
      ...followUpStatements,
    ])
      await owner.query(statement);
    await foldNames(owner, texts);
    await owner.query('VACUUM (ANALYZE)');
  } finally {
    await owner.end();
    await close();
  }
  return (Date.now() - started) / 1000;
}

/**
 * A benchmark case has realistic answers; for an authority on the register they match its entry.
 */
const answers = `jsonb_build_object(
  'authority', jsonb_build_object('kind', kind, 'countryCode', country_code, 'nameOfficial', name,
    'nameEn', name, 'nameFr', name, 'region', region,
    'population', population, 'website', 'https://www.town' || n || '.example'),
  'place', jsonb_build_object('latitude', latitude, 'longitude', longitude),
  'signer', jsonb_build_object('name', 'Signer ' || n, 'office', 'Mayor'),
  'contact', jsonb_build_object('name', 'Contact ' || n, 'email',
    'contact' || n || '@town' || n || '.example'),
  'decision', jsonb_build_object('body', 'council', 'decidedOn', '2025-05-05'),
  'prevention',
  jsonb_build_object('actions',
  jsonb_build_array(jsonb_build_object('code', 'prevention.training', 'targetYear', 2027)),
  'ownWords', '[]'::jsonb),
  'protection',
  jsonb_build_object('actions', '[]'::jsonb, 'ownWords',
  jsonb_build_array(jsonb_build_object('text',
  repeat('A house for children in the old mill. ', 12)))),
  'prosecution', jsonb_build_object('actions', '[]'::jsonb, 'ownWords', '[]'::jsonb, 'notYet',
    'To be decided with the next budget.'),
  'participation', jsonb_build_object('actions', '[]'::jsonb, 'ownWords', '[]'::jsonb, 'notYet',
    'To be decided with the next budget.'),
  'declaration', jsonb_build_object('accepted', true))`;

/** Assigns states in the order of `shares`. */
function stateOf(submissions) {
  let from = 0;
  const cases = Object.entries(shares).map(
    ([state, count]) =>
      `WHEN n <= ${(((from += count) * submissions) / 100).toFixed()} THEN '${state}'`,
  );
  return `CASE ${cases.join(' ')} ELSE 'approved' END`;
}

function statements(submissions) {
  return [
    `CREATE TEMP TABLE bench AS
     SELECT *, ${stateOf(submissions)} AS stage, gen_random_uuid() AS id, n % 11 AS colleague,
            now() - CASE
              WHEN n <= ${((shares.waiting + shares.changes_requested) * submissions) / 100}
              THEN interval '40 days' ELSE interval '300 days'
              END * random() ^ 2 - interval '1 hour' AS sent
     FROM (SELECT row_number() OVER (ORDER BY md5(s.id::text))::int AS n, s.id AS signatory_id,
       a.id AS authority_id, a.kind, a.country_code, a.region,
                  a.name_official AS name, a.population, a.latitude, a.longitude
           FROM signatory s JOIN authority a ON a.id = s.authority_id WHERE s.endorsement_id IS NULL
             ORDER BY md5(s.id::text) LIMIT ${submissions}) town`,
    // One new case in ten has the name of a signatory on the register; the others have similar
    // names.
    `UPDATE bench SET name = CASE WHEN n % 10 = 0 THEN name
      ELSE name || ' ' || (ARRAY['Nord', 'Süd', 'Alt', 'Nova', 'sur Mer', 'Haute'])[1 + n % 6] END,
       authority_id = NULL, signatory_id = NULL WHERE stage NOT IN ('approved', 'to_publish')`,
    `INSERT INTO submission (id, reference, kind, state, language, answers, contact_email,
      authority_id, version, created_at, updated_at, submitted_at,
       confirmed_at, decided_at, assignee_id, demo)
     SELECT id, upper(substr(translate(md5(n::text), '01abcdef', 'GHJKMNPQ'), 1, 8)), 'endorsement',
       CASE stage WHEN 'to_publish' THEN 'approved' ELSE stage END,
       CASE WHEN n % 3 = 0 THEN 'fr' ELSE 'en' END, ${answers},
       'contact' || n || '@town' || n || '.example', authority_id, 2, sent, sent,
       CASE WHEN stage <> 'draft' THEN sent END, CASE WHEN stage NOT IN ('draft', 'unconfirmed')
         THEN sent END,
       CASE WHEN stage IN ('approved', 'to_publish', 'rejected')
         THEN sent + random() * interval '12 days' END,
       CASE WHEN n % 3 = 0 THEN (SELECT array_agg(s.id ORDER BY s.id) FROM staff s)[1 + colleague]
         END, n % 50 = 0
     FROM bench`,
    `UPDATE signatory s SET endorsement_id = b.id FROM bench b WHERE b.signatory_id = s.id`,
    `UPDATE signatory s SET state = 'unlisted', published_at = NULL FROM bench b
      WHERE b.signatory_id = s.id AND b.stage = 'to_publish'`,
    `INSERT INTO document (id, submission_id, file_name, media_type, bytes, sha256, uploaded_at)
     SELECT gen_random_uuid(), id, 'decision.pdf', 'application/pdf', 120000,
       sha256(id::text::bytea), sent FROM bench WHERE stage <> 'draft'`,
    `INSERT INTO decision (id, submission_id, verdict, reason, staff_id, decided_at)
     SELECT gen_random_uuid(), s.id, v.verdict, 'Of the bench',
       (SELECT array_agg(c.id ORDER BY c.id) FROM staff c)[1 + b.colleague],
       coalesce(s.decided_at, s.submitted_at + interval '2 days') - v.before
     FROM bench b JOIN submission s ON s.id = b.id
     JOIN LATERAL (VALUES ('request_changes', interval '1 hour', b.n % 4 = 0
       OR b.stage = 'changes_requested'),
       ('approve', interval '0', b.stage IN ('approved', 'to_publish')),
       ('reject', interval '0', b.stage = 'rejected')) v(verdict, before, holds) ON v.holds
     WHERE b.stage NOT IN ('draft', 'unconfirmed', 'withdrawn', 'waiting')`,
    `INSERT INTO outbox (id, recipient, language, template, data, submission_id, state, attempts,
      next_attempt_at, last_error, created_at, sent_at)
     SELECT gen_random_uuid(), 'contact' || b.n || '@town' || b.n || '.example', 'en', t, '{}',
       b.id,
       CASE WHEN b.n % 400 = 0 THEN 'dead' WHEN b.n % 400 = 1 THEN 'queued' ELSE 'sent' END, CASE
         WHEN b.n % 400 < 2 THEN 5 ELSE 1 END,
       now() + interval '1 day', CASE WHEN b.n % 400 < 2 THEN '550' END,
       b.sent + position * interval '1 day', CASE WHEN b.n % 400 > 1
       THEN b.sent + position * interval '1 day' END
     FROM bench b, unnest(ARRAY['confirm_email', 'submission_confirmed', 'approved'])
       WITH ORDINALITY AS mail(t, position)`,
    `INSERT INTO event (seq, at, actor_kind, actor_id, action, subject_kind, subject_id, details,
      previous_hash, hash)
     SELECT (SELECT seq FROM event_head) + row_number() OVER (ORDER BY at), at, kind, CASE kind
       WHEN 'staff' THEN staff_id WHEN 'applicant' THEN id END, action,
       'submission', id, '{"version": 2}', sha256('of the bench'), sha256('of the bench')
     FROM (SELECT b.id, e.kind, e.action, b.sent + e.position * interval '7 hours' AS at,
       (SELECT array_agg(c.id ORDER BY c.id) FROM staff c)[1 + b.colleague] AS staff_id
           FROM bench b,
             (VALUES ('applicant', 'document.add', 0), ('applicant', 'submission.submit', 1),
             ('applicant', 'submission.confirm', 2), ('staff', 'submission.assign', 3),
             ('staff', 'document.view', 4), ('staff', 'document.view', 5),
             ('staff', 'submission.approve', 6), ('staff', 'signatory.publish', 7)) e(kind, action,
             position)) told`,
    `UPDATE event_head SET seq = (SELECT max(seq) FROM event), hash = sha256('of the bench')`,
  ];
}

/** The product folds names in any script; otherwise the first search would have to do it. */
async function foldNames(owner, { identityKey, searchText }) {
  const { rows } = await owner.query(
    `SELECT id, authority_name AS name, reference, contact_email AS email FROM submission
      WHERE search_text IS NULL`,
  );
  for (let start = 0; start < rows.length; start += 5_000) {
    const folded = rows.slice(start, start + 5_000).map(({ id, name, reference, email }) => ({
      id,
      text: searchText([name, reference, email]),
      key: identityKey(name),
    }));
    await owner.query(
      `UPDATE submission s SET search_text = t.text, identity_key = t.key
        FROM json_to_recordset($1) AS t (id uuid, text text, key text) WHERE s.id = t.id`,
      [JSON.stringify(folded)],
    );
  }
}
