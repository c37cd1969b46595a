import { languages } from '../../../contract/languages.js';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { startApp, type TestApp } from '../support/app.js';
import { Colleague } from '../support/colleague.js';
import { dayFromToday } from '../support/days.js';
import { joinedTown } from '../support/own-place.js';
import { dayPasses, isDue, reports, sendsReport, writtenTo } from '../support/reporting.js';

let register: TestApp;
/** A second instance over the same database. */
let other: TestApp;
let staff: Colleague;
beforeAll(async () => {
  register = await startApp();
  other = await startApp({ beside: register });
  staff = await Colleague.signsIn(register, 'reviewer', 'publisher');
});
afterAll(async () => {
  await other.close();
  await register.close();
});
beforeEach(() => register.forgetLimits());

const joins = () => joinedTown(register, staff);

describe('U24 reminders of progress reports', () => {
  it('are sent 30 days before, on the day, and 30 and 90 days after: once each, with different texts', async () => {
    const { town, id } = await joins();
    await isDue(register, id, 200);
    for (let day = 165; day <= 310; day++) await dayPasses(register, dayFromToday(day));
    const written = ['report_soon', 'report_due', 'report_late', 'report_missing'];
    expect(await writtenTo(register, town)).toEqual(written);
    const days = await register.sql<{ number: number; asked: string }>(
      `SELECT number, asked_for::text AS asked FROM report_reminder WHERE signatory_id = $1
        ORDER BY number`,
      [id],
    );
    expect(days.map(({ number }) => number)).toEqual([1, 2, 3, 4]);
    expect(new Set(days.map(({ asked }) => asked)).size).toBe(1);
  });

  it('that a stopped server missed are one: the last', async () => {
    const { town, id } = await joins();
    await isDue(register, id, -40);
    await dayPasses(register);
    await dayPasses(register);
    expect(await writtenTo(register, town)).toEqual(['report_late']);
    await dayPasses(register, dayFromToday(49));
    expect(await writtenTo(register, town)).toEqual(['report_late']);
    await dayPasses(register, dayFromToday(50));
    expect(await writtenTo(register, town)).toEqual(['report_late', 'report_missing']);
  });

  it('are sent once by two instances that wake at the same moment', async () => {
    const towns = [await joins(), await joins(), await joins()];
    for (const { id } of towns) await isDue(register, id, 0);
    await Promise.all([
      ...[register, other, register, other].map((app) => dayPasses(app)),
      ...[register, other].map((app) => app.app.get(JobsService).runAll()),
    ]);
    for (const { town } of towns) expect(await writtenTo(register, town)).toEqual(['report_due']);
  });

  it('stop while staff have the report, and begin anew a year after they accepted it', async () => {
    const { town, id } = await joins();
    await isDue(register, id, 0);
    await dayPasses(register);
    const reference = await sendsReport(register, town, id);
    await dayPasses(register, dayFromToday(30));
    expect(await writtenTo(register, town)).toEqual(['report_due']);
    const found = await staff.findsCase(reference);
    expect((await staff.decides(found, { verdict: 'approve' })).status).toBe(200);
    await dayPasses(register, dayFromToday(334));
    expect(await writtenTo(register, town)).toEqual(['report_due']);
    await dayPasses(register, dayFromToday(337));
    expect(await writtenTo(register, town)).toEqual(['report_due', 'report_soon']);
  });

  it('are not sent to signatories whose pledges are all done, without a contact, or in the demonstration', async () => {
    const [complete, erased, demo] = [await joins(), await joins(), await joins()];
    for (const { id } of [complete, erased, demo]) await isDue(register, id, 0);
    await reports(register, staff, complete.town, complete.id, 'done');
    await register.sql(
      `UPDATE signatory SET reported_on = reported_on - 400, published_at = published_at - interval
        '2 years' WHERE id = $1`,
      [complete.id],
    );
    await register.sql(
      `UPDATE submission SET contact_email = NULL WHERE id = (SELECT endorsement_id FROM signatory
        WHERE id = $1)`,
      [erased.id],
    );
    await register.sql(`UPDATE signatory SET demo = true WHERE id = $1`, [demo.id]);
    await dayPasses(register);
    for (const { town } of [complete, erased, demo])
      expect(await writtenTo(register, town)).toEqual([]);
    const [row] = await register.sql<{ excused: string | null }>(
      `SELECT report_excused_on::text AS excused FROM signatory WHERE id = $1`,
      [complete.id],
    );
    expect(row!.excused).toBe(dayFromToday());
    const events = await register.sql(
      `SELECT 1 FROM event WHERE subject_id = $1 AND action = 'reporting.excuse_complete'`,
      [complete.id],
    );
    expect(events).toHaveLength(1);
  });

  it('leave a restored signatory time to report', async () => {
    const { town, id, version } = await joins();
    await isDue(register, id, -400);
    const left = await staff.changes({ id, version }, 'withdraw', 'By mistake.');
    await dayPasses(register);
    const seen = { id, version: (left.body as { version: number }).version };
    expect((await staff.changes(seen, 'restore', 'It was a mistake.')).status).toBe(200);
    await dayPasses(register);
    expect(await writtenTo(register, town)).toEqual([]);
    await dayPasses(register, dayFromToday(60));
    expect(await writtenTo(register, town)).toEqual(['report_due']);
  });

  it('begin anew a year after a report that came on the very day until which time was given', async () => {
    const { town, id } = await joins();
    await isDue(register, id, -40);
    await register.sql(`UPDATE signatory SET report_extended_until = $2 WHERE id = $1`, [
      id,
      dayFromToday(),
    ]);
    await dayPasses(register);
    expect(await writtenTo(register, town)).toEqual(['report_due']);
    await reports(register, staff, town, id);
    await dayPasses(register, dayFromToday(337));
    await dayPasses(register, dayFromToday(367));
    expect(await writtenTo(register, town)).toEqual(['report_due', 'report_soon', 'report_due']);
  });

  it('are not written while the entry is on hold', async () => {
    const { town, id, version } = await joins();
    await isDue(register, id, 0);
    expect((await staff.changes({ id, version }, 'hold', 'We look at it.')).status).toBe(200);
    await dayPasses(register);
    expect(await writtenTo(register, town)).toEqual([]);
  });

  it.each(languages)('in %s are whole sentences about this town', async (language) => {
    const { town, id } = await joins();
    await register.sql(
      `UPDATE submission SET language = $2 WHERE id = (SELECT endorsement_id FROM signatory
        WHERE id = $1)`,
      [id, language],
    );
    await isDue(register, id, 30);
    for (const day of [0, 30, 60, 120]) await dayPasses(register, dayFromToday(day));
    await register.drain();
    const mails = register.mailbox.mails.filter(({ to }) => to === town.email).slice(-4);
    expect(new Set(mails.map(({ subject }) => subject)).size).toBe(4);
    expect(new Set(mails.map(({ text }) => text)).size).toBe(4);
    for (const { subject, text } of mails) {
      expect(subject.length).toBeLessThan(120);
      expect(`${subject} ${text}`).not.toMatch(/[{}]|undefined|NaN/);
      expect(`${subject} ${text}`).toContain(town.town);
    }
  });
});
