import { DataSource } from 'typeorm';
import { daysAfter } from '../../src/register/reporting/reporting-guards.js';
import { RemindersService } from '../../src/register/reporting/reminders.service.js';
import { SilenceService } from '../../src/register/reporting/silence.service.js';
import type { Applicant } from './applicant.js';
import type { TestApp } from './app.js';
import type { Colleague } from './colleague.js';
import { dayFromToday } from './days.js';
import { begins, saves, sends } from './own-place.js';

export { daysAfter };

/** What the jobs do about reports on a day, in their order; how many were reminded. */
export async function dayPasses(register: TestApp, day = dayFromToday()): Promise<number> {
  const work = register.app.get(DataSource);
  const silence = register.app.get(SilenceService);
  await work.transaction((manager) => silence.excuseComplete(manager, day));
  const reminded = await work.transaction((manager) =>
    register.app.get(RemindersService).ask(manager, day),
  );
  await work.transaction((manager) => silence.tell(manager, day));
  return reminded;
}

/** As if it had been published so many days before its report is due on this day from today. */
export async function isDue(register: TestApp, id: string, inDays: number): Promise<void> {
  await register.sql(
    `UPDATE signatory SET published_at = ($2::date - interval '12 months' + interval '12 hours')
      WHERE id = $1`,
    [id, dayFromToday(inDays)],
  );
}

/** Sets settings as an administrator would, without the form. */
export const sets = (register: TestApp, settings: object) =>
  register.sql(
    `INSERT INTO setting (key, value, version) VALUES ('settings', $1, 1)
      ON CONFLICT (key) DO UPDATE SET value = setting.value || EXCLUDED.value`,
    [JSON.stringify(settings)],
  );

/** A town reports on its first pledge and sends it. */
export async function sendsReport(
  register: TestApp,
  town: Applicant,
  id: string,
  progress = 'under_way',
): Promise<string> {
  await begins(town, 'progress');
  const pledges = await register.sql<{ id: string }>(
    `SELECT id FROM pledge WHERE signatory_id = $1 ORDER BY position`,
    [id],
  );
  const told = progress === 'done' ? pledges : pledges.slice(0, 1);
  await saves(town, 'progress', {
    reports: told.map((pledge) => ({ pledgeId: pledge.id, progress })),
  }).expect(200);
  return (await sends(town)).reference;
}

/** And staff accept it. */
export async function reports(
  register: TestApp,
  staff: Colleague,
  town: Applicant,
  id: string,
  progress?: string,
): Promise<void> {
  const reference = await sendsReport(register, town, id, progress);
  const found = await staff.findsCase(reference);
  const answer = await staff.decides(found, { verdict: 'approve' });
  if (answer.status !== 200) throw new Error(JSON.stringify(answer.body));
}

/** The templates of what was written about reports, in order. */
export async function writtenTo(register: TestApp, town: Applicant): Promise<string[]> {
  const rows = await register.sql<{ template: string }>(
    `SELECT template FROM outbox WHERE recipient = $1 AND template LIKE 'report\\_%'
      ORDER BY created_at, id`,
    [town.email],
  );
  return rows.map(({ template }) => template);
}

/** As if the last report had been accepted on this day. */
export async function wasAccepted(register: TestApp, id: string, day: string): Promise<void> {
  const moved = (table: string) =>
    register.sql(
      `UPDATE ${table} SET reported_on = $2 WHERE signatory_id = $1 AND reported_on = $3`,
      [id, day, dayFromToday()],
    );
  // Reports first: the trigger then finds the line of the pledge's day.
  await moved('pledge_report');
  await moved('pledge');
  await register.sql(
    `UPDATE signatory_revision SET content = replace(content::text, $2, $3)::jsonb
     WHERE signatory_id = $1`,
    [id, `"reportedOn": "${dayFromToday()}"`, `"reportedOn": "${day}"`],
  );
}
