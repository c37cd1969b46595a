import type { Language } from '../../../contract/languages.js';
import { ReportingSteps } from '../../src/register/reporting/reporting-steps.service.js';
import { Applicant } from './applicant.js';
import type { TestApp } from './app.js';
import type { Colleague } from './colleague.js';
import { daysAfter, reports } from './reporting.js';

/** A town in a story of many days, and how it goes about its reports. */
export interface TownOfTheYear {
  id: string;
  publicId: string;
  email: string;
  published: string;
  /**
   * silent: never reports. reports: before it is due. late: 45 days after. extended: staff give it
   * time until 100 days after, and it stays silent. excused: by staff. complete: all pledges are
   * done. nobody: no contact is known.
   */
  manner: 'silent' | 'reports' | 'late' | 'extended' | 'excused' | 'complete' | 'nobody';
  /** What happens on a day; `at` gives days from the day its first report is due. */
  does(day: string, at: (days: number) => string): Promise<void>;
}

/** A town that was published on a day. */
export async function joinsAt(
  register: TestApp,
  staff: Colleague,
  {
    manner,
    published,
    language,
  }: Pick<TownOfTheYear, 'manner' | 'published'> & {
    language: Language;
  },
): Promise<TownOfTheYear> {
  await register.forgetLimits();
  const town = await Applicant.endorses(register, {}, language);
  const { id, publicId } = await staff.approvesAndPublishes(town.reference);
  await register.sql(
    `UPDATE signatory SET published_at = $2::date + interval '12 hours' WHERE id = $1`,
    [id, published],
  );
  if (manner === 'complete')
    await register.sql(`UPDATE pledge SET progress = 'done' WHERE signatory_id = $1`, [id]);
  if (manner === 'nobody')
    await register.sql(`UPDATE submission SET contact_email = NULL WHERE reference = $1`, [
      town.reference,
    ]);
  const reportsOn = async (day: string) => {
    await reports(register, staff, town, id);
    await register.sql(`UPDATE signatory SET reported_on = $2 WHERE id = $1`, [id, day]);
  };
  const takes = async (day: string, step: { action: 'extend' | 'excuse'; until?: string }) => {
    const [{ version } = { version: 0 }] = await register.sql<{ version: number }>(
      `SELECT version FROM signatory WHERE id = $1`,
      [id],
    );
    const by = { id: staff.id, roles: ['reviewer' as const] };
    await register.app
      .get(ReportingSteps)
      .take(id, { ...step, reason: 'We talked about it.' }, by, version, day);
  };
  return {
    ...{ id, publicId, email: town.email, published, manner },
    does: async (day, at) => {
      if (manner === 'reports' && day === at(-5)) await reportsOn(day);
      if (manner === 'late' && day === at(45)) await reportsOn(day);
      if (manner === 'extended' && day === at(35))
        await takes(day, { action: 'extend', until: daysAfter(at(0), 100) });
      if (manner === 'excused' && day === at(40)) await takes(day, { action: 'excuse' });
    },
  };
}
