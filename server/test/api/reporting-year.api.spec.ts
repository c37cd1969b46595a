import { languages } from '../../../contract/languages.js';
import type {
  ReportingRowDto,
  ReportingTotalsDto,
} from '../../src/workbench/reporting/reporting.dto.js';
import { ReportingListService } from '../../src/workbench/reporting/reporting-list.service.js';
import { reportingRule, ruleValues } from '../../src/register/reporting/reporting.workflow.js';
import { startApp, type TestApp } from '../support/app.js';
import { defaultSettings } from '../support/default-settings.js';
import { Colleague } from '../support/colleague.js';
import { publicPageOf } from '../support/public-page.js';
import { dayPasses, daysAfter, sets } from '../support/reporting.js';
import { joinsAt, type TownOfTheYear } from '../support/reporting-towns.js';

/** The first day of the story, long ago, and the day on which the Congress begins to tell. */
const first = '2024-01-15';
const lastDay = 560;
const publicFrom = daysAfter(first, 550);
const settings = { ...defaultSettings, silencePublicFrom: publicFrom };

let register: TestApp;
let staff: Colleague;
let towns: TownOfTheYear[];
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
  await sets(register, { silencePublicFrom: publicFrom });
  const manners = ['silent', 'reports', 'late', 'extended', 'excused', 'complete', 'nobody'];
  towns = [];
  for (let number = 0; number < 203; number++)
    towns.push(
      await joinsAt(register, staff, {
        manner: manners[number % manners.length] as TownOfTheYear['manner'],
        published: daysAfter(first, Math.floor(number / manners.length)),
        language: languages[number % languages.length]!,
      }),
    );
}, 300_000);
afterAll(() => register.close());

/** Days from the publication of a town, on which something happens to it in its manner. */
const year = (published: string) => {
  const due = `${Number(published.slice(0, 4)) + 1}${published.slice(4)}`;
  return (days: number) => daysAfter(due, days);
};

type State = ReportingRowDto['state'];

/** From the day a report is due on: due for 30 days, overdue for 150 more, then silent. */
function late(day: string, dueOn: string): State {
  if (day < dueOn) return 'not_due';
  if (day <= daysAfter(dueOn, 30)) return 'due';
  return day <= daysAfter(dueOn, 180) ? 'overdue' : 'silent';
}

/** What the rule must say of a town on a day, written down a second time and by hand. */
function expected({ manner, published }: TownOfTheYear, day: string): State {
  const at = year(published);
  const before = late(day, at(0));
  const from = (days: number, state: State) => (day >= at(days) ? state : before);
  const states: Record<TownOfTheYear['manner'], State> = {
    silent: before,
    nobody: before,
    reports: from(-5, 'reported'),
    late: from(45, 'reported'),
    extended: from(35, late(day, at(100))),
    excused: from(40, 'excused'),
    complete: from(0, 'excused'),
  };
  return states[manner];
}

/** Which mails it must have got by a day, each once. */
function expectedMails(town: TownOfTheYear, day: string): string[] {
  const at = year(town.published);
  const until = (days: number) => daysAfter(at(100), days);
  const soon = [at(-30), 'report_soon'];
  const due = [at(0), 'report_due'];
  const all: Record<TownOfTheYear['manner'], string[][]> = {
    silent: [soon, due, [at(30), 'report_late'], [at(90), 'report_missing']],
    reports: [soon],
    late: [soon, due, [at(30), 'report_late']],
    extended: [
      ...[soon, due, [at(30), 'report_late'], [at(35), 'report_extended']],
      ...[
        [until(-30), 'report_soon'],
        [until(0), 'report_due'],
        [until(30), 'report_late'],
        [until(90), 'report_missing'],
      ],
    ],
    excused: [soon, due, [at(30), 'report_late'], [at(40), 'report_excused']],
    complete: [],
    nobody: [],
  };
  return all[town.manner].flatMap(([when, template]) => (when! <= day ? [template!] : []));
}

it('U24 RP1 a year and a half passes for 203 towns: each day has its state, mails, lists and pages', async () => {
  for (let number = 330; number <= lastDay; number++) {
    const day = daysAfter(first, number);
    for (const town of towns) await town.does(day, year(town.published));
    // The server is down for some days.
    if (number >= 394 && number < 400) continue;
    await dayPasses(register, day);
    const rows = await register.sql<{ id: string; state: string }>(
      `SELECT s.id, reporting.state FROM signatory s ${reportingRule}`,
      ruleValues(day, settings),
    );
    const found = new Map(rows.map(({ id, state }) => [id, state]));
    expect({ day, states: towns.map(({ id }) => found.get(id)) }).toEqual({
      day,
      states: towns.map((town) => expected(town, day)),
    });
    const lateOnes = towns.filter((town) => ['overdue', 'silent'].includes(expected(town, day)));
    const { ids, totals } = await toCallOn(day);
    const toCall = lateOnes.filter(({ manner }) => manner !== 'nobody');
    expect({ day, to_call: ids }).toEqual({
      day,
      to_call: toCall.map(({ id }) => id).sort(),
    });
    expect({ day, totals }).toEqual({
      day,
      totals: { to_call: toCall.length, asked: 0, no_contact: lateOnes.length - toCall.length },
    });
    if (number % 10 === 0 || number > 540) await checkMailsAndPages(day);
  }
  await checkMailsAndPages(daysAfter(first, lastDay), true);
}, 600_000);

/** All pages of the list of whom to call. */
async function toCallOn(day: string): Promise<{ ids: string[]; totals: ReportingTotalsDto }> {
  const ids: string[] = [];
  for (let after: string | undefined; ;) {
    const page = await register.app
      .get(ReportingListService)
      .list({ show: 'to_call', ...(after ? { after } : {}) }, day);
    ids.push(...page.items.map(({ id }) => id));
    if (!page.next) return { ids: ids.sort(), totals: page.totals };
    after = page.next;
  }
}

/** The mails to each town, and what the public sees of it. */
async function checkMailsAndPages(day: string, pages = false): Promise<void> {
  const mails = await register.sql<{ recipient: string; templates: string[] }>(
    `SELECT recipient, array_agg(template ORDER BY created_at, id) AS templates FROM outbox
      WHERE template LIKE 'report\\_%' GROUP BY 1`,
  );
  const got = new Map(mails.map(({ recipient, templates }) => [recipient, templates]));
  for (const town of towns)
    expect({ day, manner: town.manner, got: got.get(town.email) ?? [] }).toEqual({
      day,
      manner: town.manner,
      got: expectedMails(town, day),
    });
  const told = await register.sql<{ id: string; year: number | null }>(
    `SELECT id, no_report_since AS year FROM public_signatory`,
  );
  const tellable = (town: TownOfTheYear) =>
    day >= publicFrom && town.manner === 'silent' && expected(town, day) === 'silent';
  expect({
    day,
    told: told
      .filter(({ year }) => year !== null)
      .map(({ id }) => id)
      .sort(),
  }).toEqual({
    day,
    told: towns
      .filter(tellable)
      .map(({ id }) => id)
      .sort(),
  });
  if (!pages) return;
  for (const town of towns) {
    const page = await publicPageOf(register, town.publicId);
    expect(page.noReportSince).toBe(tellable(town) ? 2024 : null);
    const html = (await register.anonymous.get(`/en/signatories/${page.slug}`).expect(200)).text;
    expect(html.includes('No report since 2024')).toBe(tellable(town));
    const badge = await register.anonymous
      .get(`/en/signatories/${page.slug}/badge.svg`)
      .buffer(true)
      .parse((response, done) => {
        let text = '';
        response.on('data', (piece: Buffer) => (text += piece.toString('utf8')));
        response.on('end', () => done(null, text));
      });
    const hasReported = town.manner === 'reports' || town.manner === 'late';
    expect(String(badge.body).includes('Last report: 2025')).toBe(hasReported);
  }
  const list = (await register.anonymous.get('/en/signatories').expect(200)).text;
  expect(list).toContain('No report since 2024');
}
