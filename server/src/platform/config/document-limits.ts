/** Limits of documents and uploads, part of `limits` and in its units: bytes and milliseconds. */
export const documentLimits = {
  documentBytes: 10 * 1024 * 1024,
  documentsPerSubmission: 5,
  /**
   * Files per note or message; per case; and hours after which a file that a colleague uploaded but
   * did not send is deleted.
   */
  attachmentsAtOnce: 3,
  attachmentsPerCase: 60,
  attachmentHours: 24,
  /**
   * Kilobytes of documents per hour: for one submission, and from one network, which many towns may
   * share; and files per hour from that network.
   */
  documentKilobytesPerSubmission: { points: 150_000, seconds: 60 * 60 },
  documentKilobytesPerNetwork: { points: 1_000_000, seconds: 60 * 60 },
  documentsPerNetwork: { points: 600, seconds: 60 * 60 },
  /**
   * How long the rest of a refused document is still received, and discarded, so that its sender
   * can read the refusal.
   */
  drainTime: 5_000,
  /**
   * Cached hashes of valid sections, 64 characters each: enough for a thousand forms in progress.
   */
  goodSections: 10_000,
  uploadPieceBytes: 512 * 1024,
  unfinishedUploads: 3,
  /** An upload without new data is discarded after this time. */
  uploadHours: 24,
  /**
   * Files that an instance inspects at once, each in a process of its own; how many more may wait,
   * in total and from one network.
   */
  inspectors: 2,
  filesWaiting: 60,
  filesWaitingPerNetwork: 20,
  /**
   * Processor time and memory that a file may take before it counts as unreadable, and the
   * wall-clock time on a busy machine.
   */
  inspectionProcessorTime: 3_000,
  inspectionBytes: 500 * 1024 * 1024,
  inspectionTime: 30_000,
  /** A process that reads files ends after being idle for this long. */
  inspectorIdleTime: 60_000,
  /** Time allowed for the virus scan of a file. */
  scanTime: 30_000,
  /** Time allowed for a call to the S3 store. */
  storageTime: 30_000,
  /** A file without a document row is considered orphaned by a killed process after this time. */
  looseFileMinutes: 60,
  /** How long a case waits for the signed Pact after its last change. */
  signatureDays: 90,
  /** Days after which the contact of such a case is reminded to send the signed Pact. */
  signatureReminderDays: [7, 30],
  /** The contact is warned this many days before such a case expires. */
  signatureWarningDays: 14,
};
