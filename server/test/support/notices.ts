import { DataSource } from 'typeorm';
import type { NoticeKind, NoticePeriod } from '../../../contract/notices.js';
import { noticeKinds } from '../../../contract/notices.js';
import type { NoticesDto } from '../../src/accounts/notices/notices.dto.js';
import { AtOnce } from '../../src/workbench/letters/at-once.service.js';
import { StaffLetters } from '../../src/workbench/letters/letters.service.js';
import { TrailHeadService } from '../../src/workbench/trail/trail-head.service.js';
import { TrailCheck } from '../../src/workbench/trail/trail-check.service.js';
import type { CaseDto } from '../../src/workbench/cases/review.dto.js';
import { WorkingCalendar } from '../../src/platform/settings/working-calendar.js';
import { Applicant } from './applicant.js';
import type { TestApp } from './app.js';
import { Colleague } from './colleague.js';
import { dayFromToday } from './days.js';
import { writes } from './letters.js';

const days = 24 * 3600 * 1000;
const calendar = new WorkingCalendar();
/** Nine in the morning, or eight in summer, on the first Monday of two weeks without holidays. */
export const monday = (() => {
  const day = new Date(`${dayFromToday(1)}T07:30:00Z`).getTime();
  const after = (count: number) => new Date(day + count * days);
  const first = [...Array(40).keys()].find(
    (n) =>
      after(n).getUTCDay() === 1 && [n, n + 1, n + 7].every((one) => calendar.isOpen(after(one))),
  );
  return after(first!);
})();
const on = (count: number) => new Date(monday.getTime() + count * days);
export const [tuesday, saturday, nextMonday] = [on(1), on(5), on(7)];
export const beforeWork = new Date(monday.getTime() - 3 * 3600 * 1000);

let register: TestApp;
/** The colleagues of the test that runs. */
export let anna: Colleague;
export let boris: Colleague;
export let root: Colleague;

/** Each test has its own colleagues, with nothing waiting and no notices sent before. */
export async function newOffice(app: TestApp): Promise<void> {
  register = app;
  await register.forgetLimits();
  await register.sql('UPDATE staff SET disabled_at = now() WHERE disabled_at IS NULL');
  await register.sql(`UPDATE submission SET state = 'rejected'`);
  await register.sql(`DELETE FROM setting WHERE key IN ('staff_letters', 'trail_check',
    'document_check')`);
  for (const table of ['staff_notice', 'staff_choice', 'case_message', 'outbox'])
    await register.sql(`DELETE FROM ${table}`);
  register.mailbox.mails.splice(0);
  anna = await Colleague.signsIn(register, 'reviewer');
  boris = await Colleague.signsIn(register, 'reviewer', 'publisher');
  root = await Colleague.signsIn(register, 'administrator');
}

export const noticesPath = '/api/v1/staff/notices';
export async function choices(who: Colleague, query = ''): Promise<NoticesDto> {
  return (await who.browser.get(`${noticesPath}${query}`).expect(200)).body as NoticesDto;
}

export async function chooses(
  who: Colleague,
  wanted: Partial<Record<NoticeKind, NoticePeriod>>,
): Promise<NoticesDto> {
  const { version } = await choices(who);
  const response = await who.browser.put(noticesPath).set('If-Match', `"${version}"`).send(wanted);
  expect(response.status).toBe(200);
  return response.body as NoticesDto;
}

/** Everything by letter of this period, or nothing. */
export const allAt = (period: NoticePeriod) =>
  Object.fromEntries(noticeKinds.map((kind) => [kind, period]));

export const letters = (now: Date) =>
  register.app
    .get(DataSource)
    .transaction((manager) => register.app.get(StaffLetters).tell(manager, now));
export const atOnce = (now = new Date()) =>
  register.app
    .get(DataSource)
    .transaction((manager) => register.app.get(AtOnce).tell(manager, now));
export const checkTrail = () =>
  register.app.get(DataSource).transaction((manager) => register.app.get(TrailCheck).step(manager));

/** The new mails in a colleague's mailbox since the last call. */
export async function mailsTo(who: Colleague) {
  await register.drain();
  const mine = register.mailbox.mails.filter(({ to }) => to.includes(who.email));
  register.mailbox.mails.splice(0);
  return mine;
}

export async function newCase(): Promise<CaseDto> {
  const { reference } = await Applicant.endorses(register);
  register.mailbox.mails.splice(0);
  return anna.findsCase(reference);
}

/** A town that was asked for changes, so that its case is no new one, writes a message. */
export async function messageComes(): Promise<CaseDto> {
  const town = await Applicant.endorses(register);
  const found = await boris.findsCase(town.reference);
  await boris.decides(found, { verdict: 'request_changes', reason: 'Why?' });
  await writes(town, 'Petra Kovač knows why.').expect(200);
  register.mailbox.mails.splice(0);
  return found;
}

/** Moves the time at which a case came to us. */
export const waitsSince = (id: string, days: number) =>
  register.sql(
    `UPDATE submission SET confirmed_at = now() - make_interval(days => $2),
      submitted_at = now() - make_interval(days => $2) WHERE id = $1`,
    [id, days],
  );

export async function assigns(who: Colleague, id: string, to: Colleague, seen = 0): Promise<void> {
  await who.browser
    .put(`/api/v1/staff/submissions/${id}/assignee`)
    .set('If-Match', `"${seen}"`)
    .send({ colleagueId: to.id })
    .expect(200);
}

export async function mentions(who: Colleague, id: string, text: string): Promise<void> {
  await who.browser
    .post(`/api/v1/staff/submissions/${id}/notes`)
    .set('If-Match', '"0"')
    .send({ text })
    .expect(201);
}

/** Boris asks for changes, and the new answers return to him. */
export async function answersRequest(): Promise<CaseDto> {
  const town = await Applicant.endorses(register);
  const found = await boris.findsCase(town.reference);
  expect((await boris.decides(found, { verdict: 'request_changes', reason: 'Why?' })).status).toBe(
    200,
  );
  town.version = (await town.looks()).version;
  await town.sends();
  register.mailbox.mails.splice(0);
  return boris.opensCase(found.id);
}

export async function failsMail(submissionId: string | null): Promise<void> {
  await register.sql(
    `INSERT INTO outbox (id, recipient, language, template, data, submission_id, state,
      next_attempt_at)
     VALUES (gen_random_uuid(), 'mayor@town.example', 'en', 'approved', '{}', $1, 'dead', now())`,
    [submissionId],
  );
}

export const breakTrail = () =>
  register.sql(
    `INSERT INTO setting (key, value) VALUES ('trail_check', '{"day": null, "seq": "0",
      "hash": "", "broken": {"seq": "7", "reason": "changed"}}')
     ON CONFLICT (key) DO UPDATE SET value = excluded.value`,
  );

/** The head of the trail leaves the database. */
export const head = () =>
  register.app
    .get(DataSource)
    .transaction((manager) => register.app.get(TrailHeadService).tell(manager));
