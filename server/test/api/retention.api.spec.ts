import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { limits } from '../../src/platform/config/limits.js';
import type { RemovalsDto } from '../../src/workbench/retention/retention.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';

/**
 * Differ from the defaults, so that the published periods and the deletions must both come from the
 * settings.
 */
const days = {
  DRAFT_DAYS: '20',
  UNCONFIRMED_DAYS: '9',
  ENDED_CASE_DAYS: '200',
  SENT_MAIL_DAYS: '40',
  DEAD_MAIL_DAYS: '50',
};

let register: TestApp;
let administrator: Colleague;
let reviewer: Colleague;
beforeAll(async () => {
  register = await startApp({ settings: days });
  administrator = await Colleague.signsIn(register, 'administrator');
  reviewer = await Colleague.signsIn(register, 'reviewer');
});
afterAll(() => register.close());

const runsJobs = () => register.app.get(JobsService).runAll();
const report = async () => {
  const { items } = (await administrator.browser.get('/api/v1/staff/removals').expect(200))
    .body as RemovalsDto;
  return Object.fromEntries(items.map((item) => [item.what, item]));
};
const ago = (column: string, reference: string, distance: string) =>
  register.sql(
    `UPDATE submission SET ${column} = now() - interval '${distance}' WHERE reference = $1`,
    [reference],
  );
const count = async (sql: string) => (await register.sql(sql)).length;

describe('PR2 what is kept for a time', () => {
  it('goes when that time is over and not before, and the report says how many of what', async () => {
    const [oldDraft, youngDraft] = [
      await Applicant.begins(register),
      await Applicant.begins(register),
    ];
    const [unproven, proven] = [await Applicant.sends(register), await Applicant.sends(register)];
    const [ended, lately] = [
      await Applicant.endorses(register),
      await Applicant.endorses(register),
    ];
    for (const { reference } of [ended, lately])
      await reviewer.decides(await reviewer.findsCase(reference), {
        verdict: 'reject',
        reason: 'Not an authority.',
      });
    await register.drain();
    const reference = async (applicant: Applicant) => (await applicant.looks()).reference;
    await ago('updated_at', await reference(oldDraft), '20 days 1 hour');
    await ago('updated_at', await reference(youngDraft), '19 days 23 hours');
    await ago('updated_at', await reference(unproven), '9 days 1 hour');
    await ago('updated_at', await reference(proven), '8 days 23 hours');
    await register.sql(
      `UPDATE submission SET warned_at = now() - interval '4 days'
        WHERE state IN ('draft', 'unconfirmed')`,
    );
    await ago('updated_at', ended.reference, '200 days 1 hour');
    await ago('updated_at', lately.reference, '199 days 23 hours');
    await register.sql(`INSERT INTO outbox (id, recipient, language, template, data, state, sent_at,
      created_at) VALUES
      (gen_random_uuid(), 'old@sent.example', 'en', 'x', '{}', 'sent', now() - interval '41 days',
        now() - interval '41 days'),
      (gen_random_uuid(), 'new@sent.example', 'en', 'x', '{}', 'sent', now() - interval '39 days',
        now() - interval '39 days'),
      (gen_random_uuid(), 'old@dead.example', 'en', 'x', '{}', 'dead', NULL,
        now() - interval '51 days'),
      (gen_random_uuid(), 'new@dead.example', 'en', 'x', '{}', 'dead', NULL,
        now() - interval '49 days')`);
    await register.sql(`INSERT INTO subscriber (id, email, language, created_at) VALUES
      (gen_random_uuid(), 'old@reader.example', 'en', now() - interval '8 days'),
      (gen_random_uuid(), 'new@reader.example', 'en', now() - interval '6 days')`);
    await register.sql(
      `INSERT INTO staff_draft (id, staff_id, kind, subject, fields, changed_at)
       SELECT gen_random_uuid(), $1, 'article', age::text, '{"titleEn": "Old"}',
         now() - make_interval(days => age) FROM unnest($2::int[]) age`,
      [reviewer.id, [limits.staffDraftDays + 1, limits.staffDraftDays - 1]],
    );
    await register.sql(`INSERT INTO helpline_report (id, country_code, number, language, created_at)
      VALUES
      (gen_random_uuid(), 'FR', '119', 'fr', now() - interval '181 days'),
      (gen_random_uuid(), 'FR', '119', 'fr', now() - interval '179 days')`);
    await register.sql(
      `INSERT INTO proposal
         (id, kind, subject_kind, subject_id, wanted, digest, proposed_by, proposed_at)
       SELECT gen_random_uuid(), 'signatory.edit', 'signatory', gen_random_uuid(),
         '{"nameEn": "Old"}', sha256('{}'), $1, now() - make_interval(days => age)
       FROM unnest($2::int[]) age`,
      [reviewer.id, [limits.openProposalDays + 1, limits.openProposalDays - 1]],
    );
    await register.sql(
      `INSERT INTO rate_limit (key, points, expire) VALUES ('draft:192.0.2.7', 1, 1),
        ('draft:192.0.2.8', 1, extract(epoch FROM now()) * 1000 + 60000)`,
    );
    await register.sql(
      `UPDATE staff_session SET expires_at = now() - interval '1 hour' WHERE staff_id = $1`,
      [reviewer.id],
    );

    const before = await report();
    await runsJobs();
    await runsJobs();
    const after = await report();
    const removed = Object.fromEntries(
      Object.entries(after).map(([what, item]) => [what, item.inAll - before[what]!.inAll]),
    );
    expect(removed).toEqual({
      draft: 1,
      staff_draft: 1,
      unconfirmed: 1,
      awaiting_signature: 0,
      ended_case: 1,
      mail: 1,
      failed_mail: 1,
      subscriber: 1,
      helpline_report: 1,
      error_report: 0,
      import: 0,
      letter: 0,
      upload: 0,
      proposal: 1,
      access: expect.any(Number) as number,
      network: 1,
    });
    expect(removed['access']).toBeGreaterThan(0);
    expect(after['draft']).toMatchObject({
      days: 20,
      lately: 1,
      lastAt: expect.stringMatching(/^\d{4}-/) as string,
    });

    expect(await register.sql(`SELECT state FROM submission WHERE state = 'expired'`)).toHaveLength(
      2,
    );
    expect((await youngDraft.looks()).state).toBe('draft');
    expect((await proven.looks()).state).toBe('unconfirmed');
    expect(
      await count(
        `SELECT 1 FROM submission WHERE reference = '${ended.reference}' AND answers = '{}'`,
      ),
    ).toBe(1);
    expect(
      await count(
        `SELECT 1 FROM submission WHERE reference = '${lately.reference}' AND answers <> '{}'`,
      ),
    ).toBe(1);
    expect(
      (
        await register.sql(
          `SELECT recipient FROM outbox WHERE recipient ~ '@(sent|dead)' ORDER BY 1`,
        )
      ).map((row) => row['recipient']),
    ).toEqual(['new@dead.example', 'new@sent.example']);
    expect(await register.sql(`SELECT email FROM subscriber`)).toEqual([
      { email: 'new@reader.example' },
    ]);
    expect(await register.sql(`SELECT key FROM rate_limit WHERE key LIKE 'draft:192%'`)).toEqual([
      { key: 'draft:192.0.2.8' },
    ]);
    // The report contains only counts and names nobody.
    expect(JSON.stringify(await register.sql('SELECT * FROM removal'))).not.toMatch(/@|192\.0/);
  });

  it.each([
    [
      'en',
      ['20 days', '9 days', '200 days', '40 days', '50 days', '7 days', '15 minutes', '72 hours'],
    ],
    ['pl', ['20 dni', '9 dni', '200 dni', '40 dni', '50 dni', '7 dni', '15 minut', '72 godziny']],
  ])(
    'is told by the privacy notice in %s with the figures that hold here',
    async (language, figures) => {
      const { text } = await register.anonymous.get(`/${language}/privacy`).expect(200);
      for (const figure of figures) expect(text.replace(/\u00a0/g, ' ')).toContain(figure);
    },
  );
});
