import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import { dayOf, today } from '../../platform/http/strasbourg-sql.js';
import { WorkingCalendar } from '../../platform/settings/working-calendar.js';
import { bumpRegisterVersion } from '../../platform/settings/register-version.js';
import { SettingsService } from '../../platform/settings/settings.service.js';

interface ResponseTime {
  workingDays: number | null;
  cases: number;
}

/**
 * How long endorsements wait for a first answer: the median of the last year in working days, and
 * the number of cases behind it. It is measured, never entered by hand; with too few cases there is
 * none.
 */
@Injectable()
export class ResponseTimeService {
  constructor(private readonly settings: SettingsService) {}

  /** Once a day. @returns whether it was measured now. */
  async measureDaily(manager: EntityManager): Promise<boolean> {
    const measured = await manager.query<unknown[]>(
      `SELECT 1 FROM response_time WHERE measured_on = ${today}`,
    );
    if (measured.length > 0) return false;
    await this.measure(manager);
    return true;
  }

  async measure(manager: EntityManager): Promise<void> {
    const [before] = await manager.query<ResponseTime[]>(
      `SELECT working_days AS "workingDays", cases FROM response_time`,
    );
    const now = medianOf(await this.waits(manager));
    await manager.query(
      `INSERT INTO response_time (working_days, cases, measured_on) VALUES ($1, $2, ${today})
       ON CONFLICT (id) DO UPDATE SET working_days = EXCLUDED.working_days,
         cases = EXCLUDED.cases, measured_on = EXCLUDED.measured_on`,
      [now.workingDays, now.cases],
    );
    if (shown(before) !== shown(now)) await bumpRegisterVersion(manager, 'beside the list');
  }

  /** The wait of each endorsement whose first answer is at most a year old. */
  private async waits(manager: EntityManager): Promise<{ days: number; cases: number }[]> {
    const calendar = new WorkingCalendar(await this.settings.inside(manager));
    const rows = await manager.query<{ confirmed: string; answered: string; cases: number }[]>(
      `WITH answered AS (
         SELECT s.confirmed_at, min(d.decided_at) AS answered_at
         FROM decision d JOIN submission s ON s.id = d.submission_id
         WHERE s.kind = 'endorsement' AND s.confirmed_at IS NOT NULL AND NOT s.demo
         GROUP BY s.id, s.confirmed_at HAVING min(d.decided_at) > now() - interval '1 year')
       SELECT ${dayOf('confirmed_at')}::text AS confirmed,
         ${dayOf('answered_at')}::text AS answered,
         count(*)::int AS cases
       FROM answered GROUP BY 1, 2`,
    );
    return rows.map(({ confirmed, answered, cases }) => ({
      days: calendar.daysBetween(confirmed, answered),
      cases,
    }));
  }
}

/** An answer on the same day counts as one within a working day. */
function medianOf(waits: { days: number; cases: number }[]): ResponseTime {
  const cases = waits.reduce((sum, each) => sum + each.cases, 0);
  if (cases < limits.responseTimeCases) return { workingDays: null, cases };
  let left = Math.ceil(cases / 2);
  const sorted = [...waits].sort((one, other) => one.days - other.days);
  const median = sorted.find(({ cases: some }) => (left -= some) <= 0)!;
  return { workingDays: Math.max(1, median.days), cases };
}

/** The part that readers see. */
const shown = (time: ResponseTime | undefined): string =>
  time?.workingDays ? `${time.workingDays} of ${time.cases}` : '';
