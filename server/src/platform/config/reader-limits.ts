/** What readers may send us without an account: reports of wrong numbers and of errors. */
export const readerLimits = {
  /** Reports of wrong helpline numbers: from one network, and from all. */
  helplineReportsPerAddress: { points: 5, seconds: 60 * 60 },
  helplineReports: { points: 300, seconds: 24 * 60 * 60 },
  /** One that nobody dealt with is forgotten after so many days. */
  helplineReportDays: 180,
  /** "Something is wrong here": reports from one network, and from all. */
  errorReportsPerAddress: { points: 5, seconds: 60 * 60 },
  errorReports: { points: 1000, seconds: 24 * 60 * 60 },
  errorReportLength: 2_000,
  errorAnswerLength: 2_000,
  /** An address that was not proven within so many days is deleted; its link works as long. */
  errorReportProofDays: 7,
  /** The words and the address are deleted so long after the answer, or after the report. */
  errorReportDays: 365,
  /** The same words about one entry within this time are one report: a button pressed twice. */
  errorReportAgainMinutes: 60,
  /** Following by mail: requests from one network, and things that one address follows. */
  followsPerAddress: { points: 30, seconds: 60 * 60 },
  followsOfOne: 100,
  /** At least so many days lie between two letters; lines of one, and how many go in one run. */
  followDays: 7,
  followLines: 60,
  /** A mailbox that does not exist, or refuses them, gets no letter for so many days. */
  followSilenceDays: 60,
  followBatch: 100,
  /** One: its readers are locked until the run ends, and who stops meanwhile waits. */
  followBatchesPerRun: 1,
} as const;
