import type { Config } from '../config/config.js';
import { limits } from '../config/limits.js';
import { helplineMonths } from '../../../../contract/helplines.js';
import { fourEyesByDefault } from './four-eyes.js';

/**
 * Settings that an administrator can change at runtime. Defaults come mostly from config/limits.ts.
 */
export interface Settings {
  /** Working days after which a case is due, then overdue. */
  dueWorkingDays: number;
  overdueWorkingDays: number;
  /** Working days that an authority is given to answer a request for changes. */
  answerWorkingDays: number;
  /** Whether everything new on the public list needs two people. */
  fourEyes: boolean;
  /** Contact address shown on public pages. Empty: none. */
  contactAddress: string;
  /** Reply-To address of our mails. Empty: the sender's address. */
  replyTo: string;
  /** Months from publication, or from one progress report, to the next. */
  reportMonths: number;
  /** Days after the due date from which a report is overdue, and its signatory silent. */
  reportGraceDays: number;
  silentDays: number;
  /** The day from which the public sees who is silent. Empty: never. */
  silencePublicFrom: string;
  /**
   * How many cities and regions are known to have signed, from how many countries, with the page
   * and date of that figure. While fewer are published, the home page says how many are still to be
   * added. Zero: it says nothing.
   */
  knownSignatories: number;
  knownCountries: number;
  knownSource: string;
  knownOn: string;
  /** For how many days each kind of data is kept (retention-periods.ts). */
  keepDraftDays: number;
  keepUnconfirmedDays: number;
  keepEndedCaseDays: number;
  keepSentMailDays: number;
  keepFailedMailDays: number;
  /** Who decided on these periods, in which document and when. Empty: not stated. */
  retentionSource: string;
  retentionOn: string;
  /**
   * Who approved the texts of the council kit, in which document and when. Empty: not approved yet.
   */
  kitSource: string;
  kitOn: string;
  /** The weekdays on which the secretariat works: 1 is Monday. */
  workingWeekdays: number[];
  /** Days on which the secretariat is closed. A year without any has the calculated ones. */
  closedDays: string[];
  calendarSource: string;
  calendarOn: string;
  /** Months after which staff see a helpline as unconfirmed. */
  helplineMonths: number;
  helplineSource: string;
  helplineOn: string;
}

/** The defaults until an administrator changes them; the operator chooses the retention periods. */
export const defaultSettingsIn = (config: Config): Settings => ({
  dueWorkingDays: limits.dueWorkingDays,
  overdueWorkingDays: limits.overdueWorkingDays,
  answerWorkingDays: limits.answerWorkingDays,
  fourEyes: fourEyesByDefault,
  contactAddress: '',
  replyTo: '',
  reportMonths: limits.reportMonths,
  reportGraceDays: limits.reportGraceDays,
  silentDays: limits.silentDays,
  silencePublicFrom: '',
  // Read on the Congress's former site.
  knownSignatories: 77,
  knownCountries: 22,
  knownSource: 'https://www.congress-1in5.eu/en/page/191-the-pact-in-brief.html',
  knownOn: '2026-11-29',
  keepDraftDays: config.DRAFT_DAYS,
  keepUnconfirmedDays: config.UNCONFIRMED_DAYS,
  keepEndedCaseDays: config.ENDED_CASE_DAYS,
  keepSentMailDays: config.SENT_MAIL_DAYS,
  keepFailedMailDays: config.DEAD_MAIL_DAYS,
  retentionSource: '',
  retentionOn: '',
  kitSource: '',
  kitOn: '',
  workingWeekdays: [1, 2, 3, 4, 5],
  closedDays: [],
  calendarSource: '',
  calendarOn: '',
  helplineMonths,
  helplineSource: '',
  helplineOn: '',
});
