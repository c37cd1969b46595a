import type { EntityManager } from 'typeorm';
import type { Config } from '../config/config.js';
import type { Settings } from './settings.js';

/** The kinds of data with a retention period, and the setting of each. */
export const keptThings = {
  draft: 'keepDraftDays',
  unconfirmed: 'keepUnconfirmedDays',
  ended_case: 'keepEndedCaseDays',
  mail: 'keepSentMailDays',
  failed_mail: 'keepFailedMailDays',
} as const satisfies Record<string, keyof Settings>;
export type KeptThing = keyof typeof keptThings;
export type RetentionSetting = (typeof keptThings)[KeptThing];

/** The operator's value for each, until an administrator sets one. */
const shipped = {
  draft: 'DRAFT_DAYS',
  unconfirmed: 'UNCONFIRMED_DAYS',
  ended_case: 'ENDED_CASE_DAYS',
  mail: 'SENT_MAIL_DAYS',
  failed_mail: 'DEAD_MAIL_DAYS',
} as const satisfies Record<KeptThing, keyof Config>;

/** The changed settings that are retention periods. */
export function retentionSettings(names: readonly (keyof Settings)[]): RetentionSetting[] {
  return Object.values(keptThings).filter((setting) => names.includes(setting));
}

/**
 * Sets a new period for data from now on. Existing data keep the period that they were promised.
 * Before the first change that is the operator's value, which is then fixed and stops following the
 * environment.
 */
export async function keepFrom(
  manager: EntityManager,
  setting: RetentionSetting,
  { from, to }: { from: number; to: number },
): Promise<void> {
  const [what] = Object.entries(keptThings).find(([, name]) => name === setting)!;
  await manager.query(
    `INSERT INTO retention_period (what, days, since)
     SELECT $1, $2, '-infinity' WHERE NOT EXISTS (SELECT 1 FROM retention_period WHERE what = $1)`,
    [what, from],
  );
  await manager.query(
    `INSERT INTO retention_period (what, days, since) VALUES ($1, $2, now())
     ON CONFLICT (what, since) DO UPDATE SET days = EXCLUDED.days`,
    [what, to],
  );
}

/** The retention in days for data whose period began at that moment. */
export async function daysKept(
  manager: EntityManager,
  config: Config,
  what: KeptThing,
  started: Date,
): Promise<number> {
  const [row] = await manager.query<{ days: number }[]>(`SELECT kept_days($1, $2, $3) AS days`, [
    what,
    started,
    config[shipped[what]],
  ]);
  return row!.days;
}

/**
 * SQL: whether the period that began at the column `started` is over, or will be within this number
 * of days.
 */
export function isOver(config: Config, what: KeptThing, started: string, inDays = 0): string {
  const days = `kept_days('${what}', ${started}, ${config[shipped[what]]})`;
  return `${started} < now() - make_interval(days => ${days} - ${inDays})`;
}
