import { limits } from '../config/limits.js';
import { fourEyesByDefault } from './four-eyes.js';

/**
 * Settings that an administrator can change at runtime. Defaults come mostly from config/limits.ts.
 */
export interface Settings {
  /** Working days after which a case is due, then overdue. */
  dueWorkingDays: number;
  overdueWorkingDays: number;
  /** Whether two people stand behind everything that the public list says anew. */
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
  fourEyes: fourEyesByDefault,
  contactAddress: '',
  replyTo: '',
  progressReminderDays: limits.progressReminderDays,
};
