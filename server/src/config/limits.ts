/** Every limit the product enforces, in one place. Sizes are bytes, times are milliseconds unless the name says otherwise. */
export const limits = {
  /** A JSON or form body. Answers are text; 64 kB holds the longest honest form several times over. */
  bodyBytes: 64 * 1024,
  /** Levels of objects and lists in a body; an answer has four. */
  bodyDepth: 12,
  documentBytes: 10 * 1024 * 1024,
  documentsPerSubmission: 5,
  /** How long a file may be read, and how much memory that may take, before it counts as unreadable. */
  inspectionTime: 15_000,
  /** How long the virus scanner may take for a file. */
  scanTime: 30_000,
  inspectionBytes: 300 * 1024 * 1024,

  pageSize: 25,
  /** Above this many points the map answers with clusters instead of single signatories. */
  mapPoints: 400,
  searchLength: 100,

  /** An unfinished form is kept this long after its last change. */
  draftDays: 30,
  confirmHours: 72,
  caseLinkMinutes: 15,
  applicantSessionDays: 30,
  /** After the case link the session is shorter: it may be a shared computer. */
  caseSessionHours: 8,
  mailsPerSubmission: 5,

  staffSessionIdleMinutes: 60,
  staffSessionHours: 12,
  passwordLength: 12,

  signInFailuresPerAddress: { points: 20, seconds: 15 * 60 },
  signInFailuresPerAccount: { points: 10, seconds: 15 * 60 },
  draftsPerAddress: { points: 60, seconds: 60 * 60 },
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

  drain: 8_000,
} as const;
