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
  /**
   * How many cities and regions are known to have signed, from how many countries, on which page
   * that was read and when. While fewer are published, the home page says how many are to come.
   * Zero: nothing is said.
   */
  knownSignatories: number;
  knownCountries: number;
  knownSource: string;
  knownOn: string;
}

export const defaultSettings: Settings = {
  dueWorkingDays: limits.dueWorkingDays,
  overdueWorkingDays: limits.overdueWorkingDays,
  fourEyes: fourEyesByDefault,
  contactAddress: '',
  replyTo: '',
  progressReminderDays: limits.progressReminderDays,
  // Read on the Congress's former site.
  knownSignatories: 77,
  knownCountries: 22,
  knownSource: 'https://www.congress-1in5.eu/en/page/191-the-pact-in-brief.html',
  knownOn: '2026-11-29',
};
