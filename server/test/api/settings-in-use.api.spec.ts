import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import type { Settings } from '../../src/platform/settings/settings.js';
import { calculatedDays } from '../../src/platform/settings/working-calendar.js';
import { startApp, type TestApp } from '../support/app.js';
import { Applicant } from '../support/applicant.js';
import { Colleague } from '../support/colleague.js';
import { defaultSettings } from '../support/default-settings.js';
import { changesNothing, expectProblem, fieldsOf } from '../support/problems.js';

let register: TestApp;
let administrator: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  administrator = await Colleague.signsIn(register, 'administrator', 'reviewer');
});
afterAll(() => register.close());

const settings = async () =>
  (await administrator.browser.get('/api/v1/staff/settings').expect(200)).body as {
    settings: Settings;
    version: number;
  };
const puts = async (change: Partial<Settings>) => {
  const { settings: now, version } = await settings();
  return administrator.browser
    .put('/api/v1/staff/settings')
    .set('If-Match', `"${version}"`)
    .send({ ...now, ...change });
};
const sets = async (change: Partial<Settings>) => expect((await puts(change)).status).toBe(200);
const runsJobs = () => register.app.get(JobsService).runAll();
const page = async (path: string) =>
  (await register.anonymous.get(path).expect(200)).text.replace(/[\u00a0\u202f]/g, ' ');

describe('PR2 a retention period that an administrator changes', () => {
  const ago = (applicant: Applicant, days: number) =>
    register.sql(
      `UPDATE submission SET updated_at = now() - make_interval(days => $2),
         warned_at = now() - interval '4 days' WHERE reference = $1`,
      [applicant.reference, days],
    );
  const changedAgo = (what: string, days: number) =>
    register.sql(
      `UPDATE retention_period SET since = now() - make_interval(days => $2)
       WHERE what = $1 AND since > '-infinity'`,
      [what, days],
    );
  const stateOf = async ({ reference }: Applicant) =>
    (await register.sql('SELECT state FROM submission WHERE reference = $1', [reference]))[0]![
      'state'
    ];

  it('holds for what begins from then on: nothing goes sooner than was promised, nothing stays longer', async () => {
    const [before, after] = [await Applicant.begins(register), await Applicant.begins(register)];
    await sets({ keepDraftDays: 7 });
    await changedAgo('draft', 10);
    await ago(before, 11);
    await ago(after, 8);
    await runsJobs();
    expect([await stateOf(before), await stateOf(after)]).toEqual(['draft', 'expired']);
    await ago(before, 31);
    await runsJobs();
    expect(await stateOf(before)).toBe('expired');

    // A longer period does not keep what was to go sooner.
    const late = await Applicant.begins(register);
    await sets({ keepDraftDays: 20 });
    await register.sql(
      `UPDATE retention_period SET since = now() - interval '1 hour'
       WHERE what = 'draft' AND days = 20`,
    );
    await ago(late, 9);
    await runsJobs();
    expect(await stateOf(late)).toBe('expired');
  });

  it('is in the privacy notice at once, with its source, and with the earlier one for as long as it applies', async () => {
    await sets({
      keepEndedCaseDays: 100,
      retentionSource: 'Decision of the Data Protection Officer',
      retentionOn: '2026-11-02',
    });
    const text = await page('/en/privacy');
    expect(text).toContain('was withdrawn for 100 days');
    expect(text).toMatch(/Endorsements not accepted or withdrawn, before \d+ \w+ \d{4}: 12 months/);
    expect(text).toContain('2 November 2026: Decision of the Data Protection Officer');
    await changedAgo('ended_case', 400);
    await sets({ keepSentMailDays: 60 });
    expect(await page('/en/privacy')).not.toContain(
      'Endorsements not accepted or withdrawn, before',
    );
  });

  it('and its source go together; both are refused out of range', async () => {
    await changesNothing(register, async () => {
      const refused = async (change: Partial<Settings>) =>
        fieldsOf(expectProblem(await puts(change), 422));
      expect(await refused({ keepDraftDays: 31, keepEndedCaseDays: 1 })).toEqual([
        '/keepDraftDays max',
        '/keepEndedCaseDays min',
      ]);
      expect(await refused({ helplineSource: 'Bureau', helplineOn: '' })).toEqual([
        '/helplineOn isNotEmpty',
      ]);
    });
  });
});

describe('U12 the working days of the secretariat', () => {
  const workingDays = async (reference: string) =>
    (await administrator.queue(`show=waiting&q=${reference}`)).items[0]!.workingDays;

  it('are set on the screen, and the queue counts in them', async () => {
    const { reference } = await Applicant.endorses(register);
    await register.sql(
      `UPDATE submission SET confirmed_at = '2026-03-02T08:00:00Z',
         submitted_at = '2026-03-02T08:00:00Z' WHERE reference = $1`,
      [reference],
    );
    const before = await workingDays(reference);
    const closedDays = [...calculatedDays(2026), '2026-03-03', '2026-03-04'];
    await sets({ closedDays, calendarSource: 'Office notice', calendarOn: '2026-01-05' });
    expect(await workingDays(reference)).toBe(before - 2);
    await sets({ workingWeekdays: [2, 3, 4, 5] });
    expect(await workingDays(reference)).toBeLessThan(before - 10);
    await sets({ workingWeekdays: [1, 2, 3, 4, 5] });
  });

  it('are days, and at least one weekday', async () => {
    await changesNothing(register, async () => {
      const refused = async (change: Partial<Settings>) =>
        fieldsOf(expectProblem(await puts(change), 422));
      expect(await refused({ closedDays: ['2026-02-30'] })).toEqual(['/closedDays areDays']);
      expect(await refused({ workingWeekdays: [] })).toEqual(['/workingWeekdays arrayMinSize']);
    });
    await sets({ closedDays: ['24 December 2027', '25.12.2027', '2027-12-24'] });
    expect((await settings()).settings.closedDays).toEqual(['2027-12-24', '2027-12-25']);
    await sets({ closedDays: [] });
  });
});

describe('CT1 the response time', () => {
  /** Endorsements that waited so many days for their first answer, from a Monday. */
  const answered = (amount: number, days: number) =>
    register.sql(
      `WITH sent AS (
         INSERT INTO submission (id, kind, reference, language, state, answers, typed,
           confirmed_at, decided_at)
         SELECT gen_random_uuid(), 'endorsement', 'M' || $2::int || 'X' || n, 'en', 'rejected',
           '{}', '{}', monday, monday + make_interval(days => $2::int)
         FROM generate_series(1, $1) n,
           (SELECT date_trunc('week', now() - interval '60 days') + interval '10 hours' AS monday) m
         RETURNING id, decided_at)
       INSERT INTO decision (id, submission_id, staff_id, verdict, reason, decided_at)
       SELECT gen_random_uuid(), id, $3, 'reject', '', decided_at FROM sent`,
      [amount, days, administrator.id],
    );
  const measures = async () => {
    await register.sql(`UPDATE response_time SET measured_on = measured_on - 1`);
    await runsJobs();
  };
  const sentence =
    /half of all endorsements received a first reply within ([^<]*)\(based on (\d+) cases\)/;

  it('is measured and never typed: nothing while it would rest on too few cases, then the median with their number', async () => {
    // Every day is a working day, so that the test can run in any week.
    await sets({ workingWeekdays: [1, 2, 3, 4, 5, 6, 7], closedDays: ['2020-01-01'] });
    await answered(12, 3);
    await answered(7, 9);
    await measures();
    expect(await page('/en/join')).not.toMatch(sentence);
    await answered(4, 1);
    await measures();
    const [, time, cases] = sentence.exec(await page('/en/join'))!;
    expect([time!.trim(), cases]).toEqual(['3 working days', '23']);
    expect(await page('/fr/endorse')).toContain('en 3 jours ouvrés au plus');
    expect(await page('/uk/join')).toContain('за 3 робочі дні');

    const town = await Applicant.endorses(register);
    await register.drain();
    expect(register.mailbox.newest(town.email, /received/).text).toMatch(
      /within 3 working days \(based on 23 cases\)/,
    );
  });
});

it('a helpline is listed as unconfirmed after the months that an administrator set', async () => {
  const stale = async () =>
    (
      (await administrator.browser.get('/api/v1/staff/helplines').expect(200)).body as {
        items: { stale: boolean }[];
      }
    ).items.filter((line) => line.stale).length;
  await register.sql(
    `UPDATE helpline SET checked_on = (now() - interval '4 months')::date
     WHERE id = (SELECT id FROM helpline WHERE removed_at IS NULL LIMIT 1)`,
  );
  await sets({ helplineMonths: 12 });
  const before = await stale();
  await sets({ helplineMonths: 3 });
  expect(await stale()).toBe(before + 1);
  expect(defaultSettings.helplineMonths).toBe(12);
});
