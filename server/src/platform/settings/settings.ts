import { limits } from '../config/limits.js';

/**
 * Settings that an administrator can change at runtime. Defaults come mostly from config/limits.ts.
 */
export interface Settings {
  /** Working days after which a case is due, then overdue. */
  dueWorkingDays: number;
  overdueWorkingDays: number;
  /**
   * Whether approving and publishing, or two consecutive steps on one entry, require two people.
   */
  fourEyes: boolean;
  /** Contact address shown on public pages. Empty: none. */
  contactAddress: string;
  /** Reply-To address of our mails. Empty: the sender's address. */
  replyTo: string;
  /**
   * Days between progress reminders to a signatory, counted from its publication or the last
   * reminder.
   */
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
