/** Every limit the product enforces, in one place. Sizes are bytes, times are milliseconds unless the name says otherwise. */
export const limits = {
  /** A JSON or form body. Answers are text; 64 kB holds the longest honest form several times over. */
  bodyBytes: 64 * 1024,
  /** How long a body may take to arrive, and how long a form with a document may. */
  bodyTime: 30_000,
  documentTime: 300_000,
  /** Levels of objects and lists in a body; an answer has four. */
  bodyDepth: 12,
  documentBytes: 10 * 1024 * 1024,
  documentsPerSubmission: 5,
  uploadPieceBytes: 512 * 1024,
  unfinishedUploads: 3,
  /** An upload of which nothing more came is given up. */
  uploadHours: 24,
  /** How long a file may be read, and how much memory that may take, before it counts as unreadable. */
  inspectionTime: 15_000,
  /** How long the virus scanner may take for a file. */
  scanTime: 30_000,
  /** How long the S3 store may take for a file. */
  storageTime: 30_000,
  /** A file that no document tells of after this time has been left behind by a process that was killed. */
  looseFileMinutes: 60,
  inspectionBytes: 300 * 1024 * 1024,

  pageSize: 25,
  /** Above this many points the map answers with clusters instead of single signatories. */
  mapPoints: 400,
  searchLength: 100,
  placesFound: 12,

  /** An unfinished form is kept this long after its last change. */
  draftDays: 30,
  confirmHours: 72,
  handOverHours: 72,
  handOverMailsPerRecipient: { points: 5, seconds: 24 * 60 * 60 },
  /** A signatory is asked how its pledges stand this long after the last time. */
  progressReminderDays: 365,
  /** A submission whose address was never proven is kept this long after it was sent. */
  unconfirmedDays: 14,
  /** The data of a case that was rejected or taken back are kept this long. */
  endedCaseDays: 365,
  /** The contact is told this long before a draft or an unconfirmed submission expires. */
  expiryWarningDays: 3,
  caseLinkMinutes: 15,
  applicantSessionDays: 30,
  /** After the case link the session is shorter: it may be a shared computer. */
  caseSessionHours: 8,
  mailsPerSubmission: 5,
  /** Links to go on later that one address may be sent, whoever asks for them. */
  draftMailsPerRecipient: { points: 5, seconds: 24 * 60 * 60 },

  staffSessionIdleMinutes: 60,
  staffSessionHours: 12,
  passwordLength: 12,

  signInFailuresPerAddress: { points: 20, seconds: 15 * 60 },
  signInFailuresPerAccount: { points: 10, seconds: 15 * 60 },
  draftsPerAddress: { points: 300, seconds: 60 * 60 },
  /** After so many in the hour each needs a proof of work. */
  draftsWithoutProof: 30,
  proofMinutes: 10,
  /** The browser tries half as many hashes on average: a second or two on a phone. */
  proofNumber: 50_000,
  /** Nobody reads and sends an endorsement this soon after beginning it. */
  hurriedSeconds: 3,
  /** Papers that are drawn anew, not taken from the cache. */
  papersPerAddress: { points: 60, seconds: 60 },
  tokenTriesPerAddress: { points: 60, seconds: 15 * 60 },

  cacheBytes: 64 * 1024 * 1024,
  databasePool: 10,
  publicPool: 10,
  statementTimeout: 5_000,
  /** Building a file for download or the map of 200,000 may take longer than a page. */
  lockTimeout: 3_000,
  connectTimeout: 3_000,

  mailLeaseSeconds: 60,
  mailAttempts: 10,
  mailPoll: 2_000,

  /** How often each instance looks whether a job is due. */
  jobPoll: 60_000,

  /** How long those who are connected may still ask after the door is closed. */
  lastRequests: 300,
  drain: 8_000,
} as const;
