import type { Settings } from '../../platform/settings/settings.js';
import type { RetentionSetting } from '../../platform/settings/retention-periods.js';
import { limits } from '../../platform/config/limits.js';

/** Every retention rule, in the order of the report. */
export const retentionSubjects = [
  'draft',
  'staff_draft',
  'unconfirmed',
  'awaiting_signature',
  'ended_case',
  'mail',
  'failed_mail',
  'letter',
  'subscriber',
  'helpline_report',
  'error_report',
  'import',
  'upload',
  'proposal',
  'access',
  'network',
] as const;
export type RetentionSubject = (typeof retentionSubjects)[number];

const day = 1;

/**
 * The retention period of each rule in days for new data, shared by the privacy notice and the
 * report. Data from before an administrator changed a period keep the former one
 * (platform/settings/retention-periods.ts).
 */
export function daysOf(
  settings: Pick<Settings, RetentionSetting>,
): Record<RetentionSubject, number> {
  return {
    draft: settings.keepDraftDays,
    staff_draft: limits.staffDraftDays,
    unconfirmed: settings.keepUnconfirmedDays,
    awaiting_signature: limits.signatureDays,
    ended_case: settings.keepEndedCaseDays,
    mail: settings.keepSentMailDays,
    failed_mail: settings.keepFailedMailDays,
    letter: limits.letterRecipientDays,
    subscriber: limits.unconfirmedSubscriberDays,
    helpline_report: limits.helplineReportDays,
    error_report: limits.errorReportDays,
    import: limits.openImportDays,
    upload: limits.uploadHours / 24,
    proposal: limits.openProposalDays,
    access: day,
    network: day,
  };
}
