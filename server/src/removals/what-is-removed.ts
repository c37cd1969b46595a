import type { Config } from '../config/config.js';
import { limits } from '../config/limits.js';

/** Everything that is removed when its time is over, in the order of the report. */
export const removedThings = ['draft', 'unconfirmed', 'ended_case', 'mail', 'subscriber', 'import', 'upload', 'access', 'network'] as const;
export type RemovedThing = (typeof removedThings)[number];

const day = 1;

/** After how many days each goes; the privacy notice, the jobs and the report tell the same figures. */
export function daysOf(config: Config): Record<RemovedThing, number> {
  return {
    draft: config.DRAFT_DAYS,
    unconfirmed: config.UNCONFIRMED_DAYS,
    ended_case: config.ENDED_CASE_DAYS,
    mail: config.SENT_MAIL_DAYS,
    subscriber: limits.unconfirmedSubscriberDays,
    import: limits.openImportDays,
    upload: limits.uploadHours / 24,
    access: day,
    network: day,
  };
}
