/** Limits for input from readers without an account: reports of wrong numbers and of errors. */
export const readerLimits = {
  /** Reports of wrong helpline numbers: from one network, and from all. */
  helplineReportsPerAddress: { points: 5, seconds: 60 * 60 },
  helplineReports: { points: 300, seconds: 24 * 60 * 60 },
  /** Days after which a report that nobody handled is deleted. */
  helplineReportDays: 180,
  /** "Something is wrong here": reports from one network, and from all. */
  errorReportsPerAddress: { points: 5, seconds: 60 * 60 },
  errorReports: { points: 1000, seconds: 24 * 60 * 60 },
  errorReportLength: 2_000,
  errorAnswerLength: 2_000,
  /** Days after which an unproven address is deleted; its link is valid for as long. */
  errorReportProofDays: 7,
  /** The text and the address are deleted this long after the answer, or after the report. */
  errorReportDays: 365,
  /** Identical reports about one entry within this time count as one: a button pressed twice. */
  errorReportAgainMinutes: 60,
  /** Following by mail: requests from one network, and things that one address follows. */
  followsPerAddress: { points: 30, seconds: 60 * 60 },
  followsOfOne: 100,
  /** Minimum days between two letters; lines of a letter; letters sent in one run. */
  followDays: 7,
  followLines: 60,
  /** Days for which no letters are sent to a mailbox that does not exist or refuses them. */
  followSilenceDays: 60,
  followBatch: 100,
  /**
   * Only one: its readers are locked until the run ends, and a reader who unsubscribes meanwhile
   * has to wait.
   */
  followBatchesPerRun: 1,
} as const;
