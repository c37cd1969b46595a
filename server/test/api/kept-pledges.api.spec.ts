import { leastReporters } from '../../../contract/least-reporters.js';
import type { RegisterFiguresDto } from '../../src/site/public/figures.dto.js';
import { Applicant } from '../support/applicant.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { begins, saves, sends } from '../support/own-place.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp({ described: true });
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());

const thisYear = Number(dayFromToday().slice(0, 4));
const figures = async () =>
  (await register.anonymous.get('/api/v1/figures').expect(200)).body as RegisterFiguresDto;
const page = async (path: string) => (await register.anonymous.get(path).expect(200)).text;

async function joins(authority: Record<string, string> = {}) {
  const town = await Applicant.endorses(register, { authority });
  return { town, ...(await staff.approvesAndPublishes(town.reference)) };
}

/** The town says the state of its pledges, in their order, and staff accept its report. */
async function reports(town: Applicant, id: string, states: string[]): Promise<void> {
  await begins(town, 'progress');
  const pledges = await register.sql<{ id: string }>(
    `SELECT id FROM pledge WHERE signatory_id = $1 ORDER BY position`,
    [id],
  );
  const told = states.map((progress, index) => ({ pledgeId: pledges[index]!.id, progress }));
  await saves(town, 'progress', { reports: told }).expect(200);
  const found = await staff.findsCase((await sends(town)).reference);
  expect((await staff.decides(found, { verdict: 'approve' })).status).toBe(200);
  await register.hearsOfChanges();
}

/** What was written by SQL is heard of as a change of the register at that time. */
async function changes(at = new Date().toISOString()): Promise<void> {
  const bumped = 'version = version + 1, only_adds = false, changed_at = $1';
  await register.sql(`UPDATE register SET ${bumped}`, [at]);
  await register.sql(`SELECT pg_notify('register', version::text) FROM register`);
  await register.hearsOfChanges();
}

describe('the results of the pledges', () => {
  it('is said plainly before the first report, and in the same figures on home and figures after it', async () => {
    const { town, id } = await joins();
    await register.hearsOfChanges();
    const before = await figures();
    expect(before.kept).toMatchObject({ done: 0, notBegun: 0, notReported: 4, from: null });
    expect(before.reporting).toEqual({ years: [], countries: [], sizes: [] });
    for (const path of ['/en', '/en/figures'])
      expect(await page(path)).toContain('No signatory has reported on its pledges yet.');

    await reports(town, id, ['done', 'planned']);
    const { kept, reporting } = await figures();
    expect(kept).toEqual({
      done: 1,
      underWay: 0,
      notBegun: 1,
      dropped: 0,
      notReported: 2,
      from: thisYear,
      until: thisYear,
    });
    expect(reporting).toEqual({
      years: [{ year: thisYear, reported: 1, without: null }],
      countries: [],
      sizes: [],
    });
    const home = await page('/en');
    expect(home).toContain(`As signatories last reported (${thisYear}).`);
    for (const [label, value] of [
      ['Done', 1],
      ['Not begun', 1],
      ['Not reported on yet', 2],
    ])
      expect(home).toMatch(new RegExp(`<dt>${label}</dt><dd>${value}</dd>`));
    expect(home).toContain('href="/en/figures#kept"');
    const shown = await page('/en/figures');
    expect(shown).toMatch(/id="kept"/);
    expect(shown).toContain(`No group has ${leastReporters} signatories with pledges yet.`);
  });

  it('counts as without a report only those on the register for a full past year', async () => {
    const { id } = await joins();
    const published = `${thisYear - 2}-06-01`;
    await register.sql(`UPDATE signatory SET published_at = $1 WHERE id = $2`, [published, id]);
    const { town, id: other } = await joins();
    await register.sql(`UPDATE signatory SET published_at = $1 WHERE id = $2`, [published, other]);
    await reports(town, other, ['under_way']);
    await register.sql(`UPDATE pledge_report SET reported_on = $2 WHERE signatory_id = $1`, [
      other,
      `${thisYear - 1}-03-01`,
    ]);
    await reports(town, other, ['done']);
    const { reporting } = await figures();
    expect(reporting.years).toEqual([
      { year: thisYear - 1, reported: 1, without: 1 },
      { year: thisYear, reported: 2, without: null },
    ]);
    const csv = await page('/en/figures/reporting.csv');
    expect(csv).toBe(`year,reported,without_report\r\n${thisYear - 1},1,1\r\n${thisYear},2,\r\n`);
    const shown = (await page('/en/figures')).replaceAll(/<!--.*?-->/g, '');
    expect(shown.split(`<th scope="row">${thisYear}</th>`).at(-1)).toMatch(
      /^<td[^>]*>2<\/td><td[^>]*>–<\/td>/,
    );
    for (const name of ['kept', 'actions', 'reporters', 'sizes'])
      expect((await page(`/en/figures/${name}.csv`)).split('\r\n').length).toBeGreaterThan(1);
  });

  it('shows reporting by group only where a group is too large to identify a town', async () => {
    const inCountry = (code: string, ids: string) =>
      register.sql(
        `UPDATE authority SET country_code = $1 WHERE id IN
           (SELECT authority_id FROM signatory WHERE ${ids})`,
        [code],
      );
    await joins();
    await inCountry('DE', 'true');
    await register.hearsOfChanges();
    expect((await figures()).reporting).toMatchObject({ countries: [], sizes: [] });
    const { id } = await joins();
    await joins();
    await inCountry('DE', 'true');
    await inCountry('NO', `id = '${id}'`);
    await changes();
    expect((await figures()).reporting.countries).toEqual([{ code: 'DE', reported: 2, notYet: 3 }]);
    const shown = await page('/en/figures');
    expect(shown).toContain('10,000 to 49,999');
    expect(shown).toContain('No report yet');
    expect(shown).not.toMatch(/<th scope="row">Norway<\/th><td[^>]*>0<\/td><td[^>]*>1</);
  });

  it('stays the same when the year turns, until the register changes', async () => {
    await changes(`${thisYear - 1}-12-31T22:00:00Z`);
    expect((await figures()).reporting.years).toEqual([
      { year: thisYear - 1, reported: 1, without: null },
    ]);
  });
});
