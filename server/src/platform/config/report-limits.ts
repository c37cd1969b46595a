/** When signatories report on their pledges (decision 0066). */
export const reportLimits = {
  /**
   * Months from publication, or from one progress report, to the next; days after the due date
   * until a report is overdue, and until its signatory counts as silent. Administrators can change
   * them (decision 0066).
   */
  reportMonths: 12,
  reportGraceDays: 30,
  silentDays: 180,
  /** Characters of a town's reason for needing more time, and of what staff answered and tried. */
  reportingReasonLength: 1_000,
  /** Days to report for a signatory that is reinstated, however late its report was. */
  reportAfterReturnDays: 60,
  /** Days for which a report that was sent back for correction counts as under way. */
  reportCorrectionDays: 90,
  /** How many days a report can be postponed. */
  extensionDays: 366,
} as const;
