import {
  mayBeDueWithin,
  reportingRule,
  reportingTransitions,
  ruleValues,
  type ReportingState,
} from '../src/register/reporting/reporting.workflow.js';
import { createDatabase, type TestDatabase } from './support/database.js';
import { defaultSettings } from './support/default-settings.js';

/** The days that the rule reads. */
interface Days {
  published: string;
  reported?: string;
  excused?: string;
  extended?: string;
}

interface Found {
  state: ReportingState;
  dueOn: string;
  askedFor: string;
}

let database: TestDatabase;
beforeAll(async () => {
  database = await createDatabase();
});
afterAll(() => database.drop());

/** The rule itself, over a row that is in no table. */
async function ruled(days: Days, today: string, settings = {}): Promise<Found> {
  const [found] = await database.sql<Found>(
    `SELECT reporting.state, reporting.due_on::text AS "dueOn",
       reporting.asked_for::text AS "askedFor"
     FROM (SELECT $5::timestamptz AS published_at, $6::date AS reported_on,
       $7::date AS report_excused_on, $8::date AS report_extended_until) s ${reportingRule}`,
    [
      ...ruleValues(today, { ...defaultSettings, ...settings }),
      `${days.published}T12:00:00Z`,
      days.reported ?? null,
      days.excused ?? null,
      days.extended ?? null,
    ],
  );
  return found!;
}

const published = '2027-03-01';

describe('U24 the state of reporting on each day', () => {
  it.each<[ReportingState, string, Omit<Days, 'published'>]>([
    ['not_due', '2027-03-01', {}],
    ['not_due', '2028-02-29', {}],
    ['due', '2028-03-01', {}],
    ['due', '2028-03-31', {}],
    ['overdue', '2028-04-01', {}],
    ['overdue', '2028-08-28', {}],
    ['silent', '2028-08-29', {}],
    ['silent', '2035-01-01', {}],
    ['reported', '2028-04-02', { reported: '2028-04-02' }],
    ['reported', '2029-04-01', { reported: '2028-04-02' }],
    ['due', '2029-04-02', { reported: '2028-04-02' }],
    ['not_due', '2028-06-30', { extended: '2028-07-01' }],
    ['due', '2028-07-01', { extended: '2028-07-01' }],
    ['overdue', '2028-08-01', { extended: '2028-07-01' }],
    ['excused', '2028-09-01', { excused: '2028-09-01' }],
    ['excused', '2029-08-31', { excused: '2028-09-01', reported: '2027-02-01' }],
    ['due', '2029-09-01', { excused: '2028-09-01' }],
  ])('is %s on %s', async (state, today, days) => {
    expect(await ruled({ published, ...days }, today)).toMatchObject({ state });
  });

  it('ends a year at the end of February, and begins days in Strasbourg', async () => {
    expect(await ruled({ published: '2028-02-29' }, '2028-03-01')).toMatchObject({
      dueOn: '2029-02-28',
    });
    const [late] = await database.sql<{ dueOn: string }>(
      `SELECT reporting.due_on::text AS "dueOn" FROM (SELECT '2027-06-30T22:30:00Z'::timestamptz
         AS published_at, NULL::date AS reported_on, NULL::date AS report_excused_on,
         NULL::date AS report_extended_until) s ${reportingRule}`,
      ruleValues('2027-07-02', defaultSettings),
    );
    expect(late!.dueOn).toBe('2028-07-01');
  });

  it('follows the settings, but they never turn one reminder into another', async () => {
    const settings = { reportMonths: 24, reportGraceDays: 10, silentDays: 20 };
    const usual = await ruled({ published }, '2029-03-11');
    const other = await ruled({ published }, '2029-03-11', settings);
    expect([usual.state, other.state, other.dueOn]).toEqual(['silent', 'due', '2029-03-01']);
    expect((await ruled({ published }, '2029-03-12', settings)).state).toBe('overdue');
    expect((await ruled({ published }, '2029-03-22', settings)).state).toBe('silent');
    expect(other.askedFor).toBe(usual.askedFor);
  });

  it.each<[boolean, string, Omit<Days, 'published'>]>([
    [true, '2028-03-01', {}],
    [false, '2028-02-01', {}],
    [false, '2028-09-01', { excused: '2028-03-01' }],
    [true, '2029-03-01', { excused: '2028-03-01' }],
    [false, '2028-06-30', { extended: '2028-07-01' }],
    [true, '2028-07-01', { extended: '2028-07-01' }],
  ])('is worth asking for (%s) on %s', async (isAsked, today, days) => {
    const [found] = await database.sql<{ may: boolean }>(
      `SELECT ${mayBeDueWithin('0')} AS may FROM (SELECT $4::timestamptz AS published_at,
         $5::date AS reported_on, $6::date AS report_excused_on, $7::date AS report_extended_until,
         $3::int AS unused) s`,
      [
        ...[today, defaultSettings.reportMonths, 0, `${published}T12:00:00Z`],
        ...[days.reported ?? null, days.excused ?? null, days.extended ?? null],
      ],
    );
    expect(found!.may).toBe(isAsked);
  });

  it.each<Days>([
    { published },
    { published, reported: '2028-02-01' },
    { published, excused: '2028-05-01' },
    { published, reported: '2027-12-24', extended: '2029-03-01' },
  ])('changes from one day to the next only as the table says: %o', async (days) => {
    const steps = await database.sql<{ from: string; to: string }>(
      `SELECT DISTINCT before.state AS "from", after.state AS "to"
       FROM generate_series('2027-12-25'::date, '2031-12-31'::date, '1 day') AS day(today)
         CROSS JOIN LATERAL (${stateOn('day.today::date')}) after
         CROSS JOIN LATERAL (${stateOn('day.today::date - 1')}) before
       WHERE before.state <> after.state`,
      [
        '2000-01-01',
        defaultSettings.reportMonths,
        defaultSettings.reportGraceDays,
        defaultSettings.silentDays,
        `${days.published}T12:00:00Z`,
        days.reported ?? null,
        days.excused ?? null,
        days.extended ?? null,
      ],
    );
    expect(steps.length).toBe(3);
    const byTheClock = reportingTransitions.filter(({ action }) =>
      ['come_due', 'fall_overdue', 'fall_silent'].includes(action),
    );
    for (const { from, to } of steps)
      expect(byTheClock.some((row) => row.from === from && row.to === to)).toBe(true);
  });
});

/** The rule for a day that a query makes. */
function stateOn(today: string): string {
  return `SELECT reporting.state FROM (SELECT $5::timestamptz AS published_at,
    $6::date AS reported_on, $7::date AS report_excused_on, $8::date AS report_extended_until,
    $1::date AS unused) s
    ${reportingRule.replaceAll('$1::date', `(${today})`)}`;
}
