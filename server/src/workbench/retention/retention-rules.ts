import type { Config } from '../../platform/config/config.js';
import { limits } from '../../platform/config/limits.js';

/** Every retention rule, in the order of the report. */
export const retentionSubjects = [
  'draft',
  'unconfirmed',
  'awaiting_signature',
  'ended_case',
  'mail',
  'subscriber',
  'helpline_report',
  'import',
  'upload',
  'access',
  'network',
] as const;
export type RetentionSubject = (typeof retentionSubjects)[number];

const day = 1;

/**
 * The retention period of each rule in days, shared by the privacy notice, the jobs and the report.
 */
export function daysOf(config: Config): Record<RetentionSubject, number> {
  return {
    draft: config.DRAFT_DAYS,
    unconfirmed: config.UNCONFIRMED_DAYS,
    awaiting_signature: config.SIGNATURE_DAYS,
    ended_case: config.ENDED_CASE_DAYS,
    mail: config.SENT_MAIL_DAYS,
    subscriber: limits.unconfirmedSubscriberDays,
    helpline_report: limits.helplineReportDays,
    import: limits.openImportDays,
    upload: limits.uploadHours / 24,
    access: day,
    network: day,
  };
}
