import type { ReportingRowsDto } from '../../src/workbench/reporting/reporting.dto.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { edits, opensSignatory } from '../support/editing.js';
import { joinedTown } from '../support/own-place.js';
import { publicPageOf } from '../support/public-page.js';
import { dayPasses, isDue, reports, sendsReport, sets } from '../support/reporting.js';

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

/** A town whose report was due 200 days ago, and which was reminded of it 40 days ago. */
async function silentTown() {
  const joined = await joinedTown(register, staff);
  await isDue(register, joined.id, -200);
  await dayPasses(register, dayFromToday(-40));
  await dayPasses(register);
  return joined;
}
const noContact = `UPDATE submission SET contact_email = NULL WHERE id = (SELECT endorsement_id
  FROM signatory WHERE id = $1)`;
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

describe('U24 what the public sees about silent signatories', () => {
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
    ['nobody whose contact is gone', noContact],
    [
      'nobody whose mail never arrived',
      `UPDATE outbox SET state = 'dead' WHERE id IN (SELECT mail_id FROM report_reminder
      WHERE signatory_id = $1)`,
    ],
  ])('%s is named', async (_, change) => {
    const { id, publicId } = await silentTown();
    expect(await toldOf(publicId)).not.toBeNull();
    await register.sql(change, [id]);
    await dayPasses(register);
    expect(await toldOf(publicId)).toBeNull();
  });

  it('nobody who is called but not written to: a note does not say that somebody was reached', async () => {
    const { id, publicId } = await joinedTown(register, staff);
    await register.sql(
      `UPDATE submission SET no_automatic_mail = true WHERE id = (SELECT endorsement_id
        FROM signatory WHERE id = $1)`,
      [id],
    );
    await isDue(register, id, -200);
    await dayPasses(register, dayFromToday(-40));
    await staff.browser
      .post(`/api/v1/staff/reporting/${id}/notes`)
      .send({ day: dayFromToday(-35), tried: 'Nobody answered.' })
      .expect(200);
    await dayPasses(register);
    expect(await toldOf(publicId)).toBeNull();
  });

  it('nobody in the days in which it is asked for the first time', async () => {
    const { id, publicId } = await joinedTown(register, staff);
    await isDue(register, id, -200);
    await dayPasses(register);
    expect(await toldOf(publicId)).toBeNull();
    await dayPasses(register, dayFromToday(29));
    expect(await toldOf(publicId)).toBeNull();
    await dayPasses(register, dayFromToday(30));
    expect(await toldOf(publicId)).not.toBeNull();
  });

  it('an entry on hold is not named nor called, and has time once it is back', async () => {
    const { id, publicId, version } = await silentTown();
    expect(await toldOf(publicId)).not.toBeNull();
    const held = await staff.changes({ id, version }, 'hold', 'We look at it.');
    expect(held.status).toBe(200);
    expect(await toldOf(publicId)).toBeNull();
    await dayPasses(register);
    expect(await toldOf(publicId)).toBeNull();
    const { body } = await staff.browser.get('/api/v1/staff/reporting').expect(200);
    expect((body as ReportingRowsDto).items.map((row) => row.id)).not.toContain(id);
    const more = dayFromToday(90);
    await register.sql(`UPDATE signatory SET report_extended_until = $2 WHERE id = $1`, [id, more]);
    const seen = { id, version: (held.body as { version: number }).version };
    expect((await staff.changes(seen, 'resume', 'It is right.')).status).toBe(200);
    await dayPasses(register);
    expect(await toldOf(publicId)).toBeNull();
    const opened = await staff.browser.get(`/api/v1/staff/reporting/${id}`).expect(200);
    expect(opened.body).toMatchObject({ state: 'not_due', dueOn: more });
  });

  it('what staff enter themselves is a report: nobody is named after it', async () => {
    const { id, publicId } = await silentTown();
    expect(await toldOf(publicId)).not.toBeNull();
    const town = await opensSignatory(staff, id);
    const [first, ...others] = town.content.pledges;
    const pledges = [{ ...first!, progress: 'under_way' as const }, ...others];
    const edited = await edits(staff, town, { pledges }, 'They told us on the telephone');
    expect(edited.status).toBe(200);
    expect(await publicPageOf(register, publicId)).toMatchObject({
      noReportSince: null,
      reportedOn: dayFromToday(),
    });
    await dayPasses(register);
    expect(await toldOf(publicId)).toBeNull();
    const { body } = await staff.browser.get(`/api/v1/staff/reporting/${id}`).expect(200);
    expect(body).toMatchObject({ state: 'reported', reportedOn: dayFromToday() });
    await edits(staff, await opensSignatory(staff, id), { nameEn: 'Another Name' });
    const [row] = await register.sql<{ reported: string }>(
      `SELECT reported_on::text AS reported FROM signatory WHERE id = $1`,
      [id],
    );
    expect(row!.reported).toBe(dayFromToday());
  });

  it('a report that was sent back is with staff for 90 days more', async () => {
    const { town, id, publicId } = await silentTown();
    const reference = await sendsReport(register, town, id);
    const found = await staff.findsCase(reference);
    const reason = 'Which streets?';
    const sentBack = await staff.decides(found, { verdict: 'request_changes', reason });
    expect(sentBack.status).toBe(200);
    await dayPasses(register, dayFromToday(90));
    expect(await toldOf(publicId)).toBeNull();
    await dayPasses(register, dayFromToday(91));
    expect(await toldOf(publicId)).not.toBeNull();
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
