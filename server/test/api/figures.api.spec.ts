import { figureLinks } from '../../../contract/figure-links.js';
import type { DashboardDto } from '../../src/workbench/figures/dashboard.dto.js';
import { CostBasedCache } from '../../src/platform/http/cost-based-cache.js';
import { defaultSettings } from '../support/default-settings.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';

let register: TestApp;
let staff: Colleague;
let administrator: Colleague;
beforeAll(async () => {
  // On a busy machine counting is slow, and figures that were slow to count are kept.
  jest.spyOn(CostBasedCache.prototype, 'get').mockImplementation(function (
    this: CostBasedCache<unknown>,
  ) {
    return (this as unknown as { find(): Promise<unknown> }).find();
  });
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
  administrator = await Colleague.signsIn(register, 'administrator');
  const endorses = async () => (await Applicant.endorses(register)).reference;
  const [stays, goes, leaves] = [
    await staff.approvesAndPublishes(await endorses()),
    await staff.approvesAndPublishes(await endorses()),
    await staff.approvesAndPublishes(await endorses()),
  ];
  await staff.browser
    .post(`/api/v1/staff/signatories/${goes.id}/merger`)
    .set('If-Match', `"${goes.version}"`)
    .send({ into: stays.id, intoVersion: stays.version, reasonCode: 'entered_twice', pledges: [] })
    .expect(200);
  expect(
    (await staff.changes(leaves, 'withdraw', 'A test', { reasonCode: 'asked_by_authority' }))
      .status,
  ).toBe(200);
  await staff.approves(await endorses());
  await staff.decides(await staff.findsCase(await endorses()), {
    verdict: 'request_changes',
    reason: 'A test',
  });
  await staff.decides(await staff.findsCase(await endorses()), {
    verdict: 'reject',
    reason: 'A test',
  });
  register.mailbox.refuseWith = 550;
  await register.drain();
  await endorses();
  register.mailbox.refuseWith = 451;
  await register.drain();
});
afterAll(() => {
  jest.restoreAllMocks();
  return register.close();
});

const get = async <Body>(who: Colleague, path: string): Promise<Body> =>
  (await who.browser.get(`/api/v1/staff/${path}`).expect(200)).body as Body;

describe('the figures of the day', () => {
  /** The number of rows in the list behind a dashboard link, across all its pages. */
  async function rowsAt(who: Colleague, href: string): Promise<number> {
    const [path, query = ''] = href.split('?');
    const list = {
      '/staff/cases': 'submissions',
      '/staff/register': 'signatories',
      '/staff/mails': 'mails',
      '/staff/figures/rows': 'figures/rows',
    }[path!];
    let count = 0;
    for (let after = ''; ;) {
      const page = await get<{ items: unknown[]; next: string | null; total?: number }>(
        who,
        `${list}?${query}${after}`,
      );
      count += page.items.length;
      if (!page.next) {
        expect(page.total ?? count).toBe(count);
        return count;
      }
      after = `&after=${encodeURIComponent(page.next)}`;
    }
  }

  it('each lead to exactly the rows that they count', async () => {
    const figures = await get<DashboardDto>(staff, 'figures');
    const {
      queue,
      band,
      mails,
      decisions,
      firstDecisions,
      joined,
      registerOn,
      signatories: listed,
      pledges,
    } = figureLinks;
    const { waiting, decisionTime, decisionTimeBefore } = figures;
    const pairs: [number, string][] = [
      [waiting.waiting, queue('waiting')],
      [waiting.changesRequested, queue('changes_requested')],
      [waiting.unanswered, queue('unanswered')],
      [waiting.awaitingSignature, queue('awaiting_signature')],
      [waiting.toPublish, queue('to_publish')],
      ...(['new', 'due', 'overdue'] as const).map((name): [number, string] => [
        waiting[name],
        band(name),
      ]),
      [figures.mails.dead, mails('dead')],
      [figures.mails.delayed, mails('delayed')],
      [decisionTime.decisions, firstDecisions(decisionTime)],
      [decisionTimeBefore.decisions, firstDecisions(decisionTimeBefore)],
      ...figures.weeks.flatMap((week): [number, string][] => [
        [week.approve + week.requestChanges + week.reject, decisions(week)],
        [week.approve, decisions(week, 'approve')],
        [week.requestChanges, decisions(week, 'request_changes')],
        [week.reject, decisions(week, 'reject')],
      ]),
      ...figures.growth.flatMap((month): [number, string][] => [
        [month.joined, joined(month)],
        [month.signatories, registerOn(month.to)],
      ]),
      ...[true, false].flatMap((works) => [
        ...figures.countries.map(({ code, signatories }): [number, string] => [
          signatories,
          listed({ country: code }, works),
        ]),
        ...figures.kinds.map(({ kind, signatories }): [number, string] => [
          signatories,
          listed({ kind }, works),
        ]),
      ]),
      ...figures.pillars.flatMap(
        ({ pillar, planned, underWay, done, dropped }): [number, string][] => [
          [planned + underWay + done + dropped, pledges({ pillar })],
          [planned, pledges({ pillar, progress: 'planned' })],
          [underWay, pledges({ pillar, progress: 'under_way' })],
          [done, pledges({ pillar, progress: 'done' })],
          [dropped, pledges({ pillar, progress: 'dropped' })],
        ],
      ),
      ...figures.actions.map(({ action, pledges: count }): [number, string] => [
        count,
        pledges({ action }),
      ]),
    ];
    // Checks only some of the empty weeks and months, because they are all alike.
    const asked = new Map<string, number>();
    for (const [figure, href] of pairs.filter(([count], index) => count > 0 || index % 7 === 0))
      asked.set(href, figure);
    for (const [href, figure] of asked)
      expect({ href, rows: await rowsAt(staff, href) }).toEqual({ href, rows: figure });
    expect(waiting).toMatchObject({ waiting: 1, toPublish: 1, changesRequested: 1 });
    expect(decisionTime.decisions).toBe(6);
    expect(figures.mails.delayed * figures.mails.dead).toBeGreaterThan(0);
    // One was merged, one has left. Those who joined in a month exclude the former; the current
    // register excludes both.
    expect(
      figures.growth.at(-1)!.joined -
        (figures.growth.at(-1)!.signatories - figures.growth.at(-2)!.signatories),
    ).toBe(1);
  });

  it('count waiting time in working days, by the bands of the queue and the settings', async () => {
    const [first] = (await staff.queue('')).items;
    const age = (days: number) =>
      register.sql(
        `UPDATE submission SET confirmed_at = now() - make_interval(days => $2), submitted_at = NULL
          WHERE id = $1`,
        [first!.id, days],
      );
    const seen = new Set<string>();
    for (const days of Array.from({ length: 31 }, (_, day) => day)) {
      await age(days);
      const { waiting } = await get<DashboardDto>(staff, 'figures');
      const { items, bandCounts } = await staff.queue('');
      expect({ new: waiting.new, due: waiting.due, overdue: waiting.overdue }).toEqual(bandCounts);
      expect(waiting.oldest).toBe(items[0]!.workingDays);
      seen.add(items[0]!.band!);
    }
    expect([...seen]).toEqual(['new', 'due', 'overdue']);
    await administrator.browser
      .put('/api/v1/staff/settings')
      .set('If-Match', '"0"')
      .send({ ...defaultSettings, fourEyes: false, dueWorkingDays: 50, overdueWorkingDays: 60 })
      .expect(200);
    expect((await get<DashboardDto>(staff, 'figures')).waiting).toMatchObject({
      new: 1,
      due: 0,
      overdue: 0,
      dueAfter: 50,
      overdueAfter: 60,
    });
    await age(0);
  });
});
