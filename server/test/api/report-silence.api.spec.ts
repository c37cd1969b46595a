import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { joinedTown } from '../support/own-place.js';
import { publicPageOf } from '../support/public-page.js';
import { dayPasses, isDue, reports, sets } from '../support/reporting.js';

let register: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(() => register.close());
beforeEach(async () => {
  await register.forgetLimits();
  await sets(register, { silencePublicFrom: dayFromToday() });
});

const year = (day: string) => Number(day.slice(0, 4));

/** A town whose report was due 200 days ago, and which was reminded of it. */
async function silentTown() {
  const joined = await joinedTown(register, staff);
  await isDue(register, joined.id, -200);
  await dayPasses(register);
  return joined;
}
const toldOf = async (publicId: string) => (await publicPageOf(register, publicId)).noReportSince;
const pageOf = async (publicId: string) => {
  const { slug } = await publicPageOf(register, publicId);
  return (await register.anonymous.get(`/en/signatories/${slug}`).expect(200)).text;
};
const listOf = async () => (await register.anonymous.get('/en/signatories').expect(200)).text;
const eventsOf = (id: string) =>
  register.sql<{ action: string }>(
    `SELECT action FROM event WHERE subject_id = $1 AND action LIKE 'reporting.%silence'
      ORDER BY seq`,
    [id],
  );

describe('U24 what the public is told of silence', () => {
  it('nothing before the day that the Congress sets, and nothing once the day is taken back', async () => {
    await sets(register, { silencePublicFrom: '' });
    const { publicId } = await silentTown();
    expect(await toldOf(publicId)).toBeNull();
    expect(await listOf()).not.toContain('No report since');
    await sets(register, { silencePublicFrom: dayFromToday(1) });
    await dayPasses(register);
    expect(await toldOf(publicId)).toBeNull();
    await dayPasses(register, dayFromToday(1));
    expect(await toldOf(publicId)).not.toBeNull();
    await sets(register, { silencePublicFrom: '' });
    await dayPasses(register, dayFromToday(2));
    expect(await toldOf(publicId)).toBeNull();
    expect(await listOf()).not.toContain('No report since');
  });

  it('the year on page and list, gone with the report that staff accept, which the badge names', async () => {
    const { town, id, publicId } = await silentTown();
    const since = year(dayFromToday(-200 - 366));
    const told = await toldOf(publicId);
    expect([since, since + 1]).toContain(told);
    expect(await pageOf(publicId)).toContain(`No report since ${told}`);
    expect(await listOf()).toContain(`No report since ${told}`);
    expect((await eventsOf(id)).map(({ action }) => action)).toEqual(['reporting.tell_silence']);
    await reports(register, staff, town, id);
    expect(await publicPageOf(register, publicId)).toMatchObject({
      noReportSince: null,
      reportedOn: dayFromToday(),
    });
    const page = await pageOf(publicId);
    expect(page).not.toContain('No report since');
    expect(page).toContain('Last report:');
    const { slug } = await publicPageOf(register, publicId);
    const badge = await register.anonymous.get(`/fr/signatories/${slug}/badge.svg`).expect(200);
    expect(String(badge.body)).toContain(`Dernier rapport : ${year(dayFromToday())}`);
  });

  it.each([
    ['nobody who was never asked', `DELETE FROM report_reminder WHERE signatory_id = $1`],
    [
      'nobody whose mail was withheld',
      `UPDATE report_reminder SET mailed = false
      WHERE signatory_id = $1`,
    ],
    [
      'nobody whose pledges are all done',
      `UPDATE pledge SET progress = 'done'
      WHERE signatory_id = $1`,
    ],
  ])('%s is named', async (_, change) => {
    const { id, publicId } = await silentTown();
    expect(await toldOf(publicId)).not.toBeNull();
    await register.sql(change, [id]);
    if (change.includes('DELETE')) {
      await register.sql(
        `UPDATE submission SET contact_email = NULL WHERE id = (SELECT endorsement_id
          FROM signatory WHERE id = $1)`,
        [id],
      );
    }
    await dayPasses(register);
    expect(await toldOf(publicId)).toBeNull();
  });

  it('more time and an excuse take it back at once', async () => {
    for (const step of [{ action: 'extend', until: dayFromToday(30) }, { action: 'excuse' }]) {
      const { id, publicId } = await silentTown();
      expect(await toldOf(publicId)).not.toBeNull();
      const { body } = await staff.browser.get(`/api/v1/staff/reporting/${id}`).expect(200);
      await staff.browser
        .post(`/api/v1/staff/reporting/${id}/steps`)
        .set('If-Match', `"${(body as { version: number }).version}"`)
        .send({ ...step, reason: 'They called.' })
        .expect(200);
      expect(await toldOf(publicId)).toBeNull();
    }
  });

  it('a new version is made only when something else is told', async () => {
    await silentTown();
    const version = () => register.sql(`SELECT version FROM register`);
    const before = await version();
    await dayPasses(register);
    await dayPasses(register, dayFromToday(3));
    expect(await version()).toEqual(before);
  });
});
