import type { EntityManager } from 'typeorm';
import type { Language } from '../../../../contract/languages.js';
import type { Settings } from '../../platform/settings/settings.js';
import { startOfDay, today } from '../../platform/http/strasbourg-sql.js';
import { bandLimitsOf } from '../queue/bands.js';
import { queueFigures } from '../queue/queue-figures.js';

/** The weekly figures for administrators, without names. */
export interface WeekFigures {
  /** Its last day, a Sunday. */
  lastDay: string;
  arrived: number;
  decided: number;
  published: number;
  waiting: number;
  overdue: number;
  failed: number;
  signatories: number;
}

const monday = startOfDay(`date_trunc('week', ${today})`);
const weekBefore = startOfDay(`date_trunc('week', ${today}) - interval '7 days'`);
const inWeek = (column: string) => `${column} >= ${weekBefore} AND ${column} < ${monday}`;

/** The figures of the previous week, and the current ones. */
export async function weekFigures(
  manager: EntityManager,
  settings: Settings,
  now: Date,
): Promise<WeekFigures> {
  const { stages, bands } = await queueFigures(manager, bandLimitsOf(settings), now);
  const [counted] = await manager.query<Omit<WeekFigures, 'waiting' | 'overdue'>[]>(
    `SELECT (date_trunc('week', ${today})::date - 1)::text AS "lastDay",
       (SELECT count(*)::int FROM submission WHERE ${inWeek('confirmed_at')}
         AND submitted_at IS NOT NULL) AS arrived,
       (SELECT count(*)::int FROM decision WHERE ${inWeek('decided_at')}) AS decided,
       (SELECT count(*)::int FROM signatory WHERE ${inWeek('published_at')}
         AND state <> 'merged') AS published,
       (SELECT count(*)::int FROM outbox WHERE state = 'dead') AS failed,
       (SELECT count(*)::int FROM signatory WHERE state IN ('published',
         'on_hold')) AS signatories`,
  );
  return { ...counted!, waiting: stages.waiting, overdue: bands.overdue };
}

/** As the mail's placeholders. */
export function inWords(
  { lastDay, ...figures }: WeekFigures,
  language: Language,
): Record<string, string> {
  const locale = language === 'fr' ? 'fr' : 'en-GB';
  const date = new Intl.DateTimeFormat(locale, { dateStyle: 'long', timeZone: 'UTC' });
  const number = new Intl.NumberFormat(locale);
  return {
    date: date.format(new Date(`${lastDay}T00:00:00Z`)),
    ...Object.fromEntries(
      Object.entries(figures).map(([name, figure]) => [name, number.format(figure)]),
    ),
  };
}
