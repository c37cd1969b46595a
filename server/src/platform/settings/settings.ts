import { limits } from '../config/limits.js';

/**
 * What an administrator can set while the product runs. What is not set has its default, most of
 * them from config/limits.ts.
 */
export interface Settings {
  /** A case is due, then overdue, after so many working days. */
  dueWorkingDays: number;
  overdueWorkingDays: number;
  /** Whether approving and publishing, and two steps in a row at one entry, need two colleagues. */
  fourEyes: boolean;
  /** Whom the public may write to; shown on public pages. Empty: nobody. */
  contactAddress: string;
  /** Where answers to our mails go. Empty: to their sender. */
  replyTo: string;
  /** A signatory is asked how its pledges stand this long after the last time. */
  progressReminderDays: number;
}

export const defaultSettings: Settings = {
  dueWorkingDays: limits.dueWorkingDays,
  overdueWorkingDays: limits.overdueWorkingDays,
  fourEyes: false,
  contactAddress: '',
  replyTo: '',
  progressReminderDays: limits.progressReminderDays,
};
