/** When signatories report on their pledges (decision 0066). */
export const reportLimits = {
  /**
   * Months from publication, or from one progress report, to the next; days after the due day until
   * it is overdue, and until its signatory is silent. Administrators can change them (decision
   * 0066).
   */
  reportMonths: 12,
  reportGraceDays: 30,
  silentDays: 180,
  /** Why a town needs more time, what staff answered and what they tried, in characters. */
  reportingReasonLength: 1_000,
  /** Days to report for a signatory that is put back on the register, however late it was. */
  reportAfterReturnDays: 60,
  /** Days for which a report that was sent back counts as being on its way. */
  reportCorrectionDays: 90,
  /** How far ahead a report can be put off, in days. */
  extensionDays: 366,
} as const;
