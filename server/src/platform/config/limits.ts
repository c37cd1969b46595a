/**
 * Every limit the product enforces, in one place. Sizes are bytes, times are milliseconds unless
 * the name says otherwise.
 */
export const limits = {
  /**
   * A JSON or form body. Answers are text; 64 kB holds the longest honest form several times over.
   */
  bodyBytes: 64 * 1024,
  /**
   * How long a request's head may take to arrive, and its body; and how often Node looks whose time
   * is over.
   */
  headTime: 15_000,
  bodyTime: 30_000,
  slowClientPoll: 5_000,
  /**
   * A document may take longer while it comes on: bytes a second, over each pause of so many
   * milliseconds; and the longest time in all.
   */
  documentRate: 4_000,
  documentPause: 30_000,
  documentTime: 45 * 60_000,
  /** Requests on one connection that wait for their answers. */
  pipelinedRequests: 10,
  /**
   * A connection on which nothing moves, not even an answer that is not taken; Node gives twice the
   * time to one whose answer had begun to leave. Longer than all that is done with a document:
   * read, scanned, stored.
   */
  silenceTime: 90_000,
  /** Levels of objects and lists in a body; an answer has four. */
  bodyDepth: 12,
  documentBytes: 10 * 1024 * 1024,
  documentsPerSubmission: 5,
  /**
   * Hashes of good sections that are remembered, of 64 characters each: those of a thousand forms
   * that are being filled in.
   */
  goodSections: 10_000,
  uploadPieceBytes: 512 * 1024,
  unfinishedUploads: 3,
  /** An upload of which nothing more came is given up. */
  uploadHours: 24,
  /**
   * How long a file may be read, and how much memory that may take, before it counts as unreadable.
   */
  inspectionTime: 15_000,
  /** How long the virus scanner may take for a file. */
  scanTime: 30_000,
  /** How long the S3 store may take for a file. */
  storageTime: 30_000,
  /**
   * A file that no document tells of after this time has been left behind by a process that was
   * killed.
   */
  looseFileMinutes: 60,
  inspectionBytes: 300 * 1024 * 1024,

  pageSize: 25,
  /** What a program can ask for at once. */
  largestPage: 100,
  /** Above this many points the map answers with clusters instead of single signatories. */
  mapPoints: 400,
  searchLength: 100,
  /** Entries of a feed. */
  feedLength: 50,
  /**
   * Signatories in one file of the sitemap, and addresses above which it becomes an index of such
   * files (sitemaps.org: 50,000).
   */
  sitemapSignatories: 1_000,
  sitemapAddresses: 50_000,
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
  /**
   * A case that waits is due, then overdue, after so many working days; an administrator may set
   * others.
   */
  dueWorkingDays: 5,
  overdueWorkingDays: 10,
  /** How many cases one press of a button may decide. */
  bulkCases: 50,
  /** Remarks at fields that one request for changes may hold. */
  commentsPerDecision: 40,
  caseLinkMinutes: 15,
  applicantSessionDays: 30,
  /** After the case link the session is shorter: it may be a shared computer. */
  caseSessionHours: 8,
  mailsPerSubmission: 5,
  /** Links to go on later that one address may be sent, whoever asks for them. */
  draftMailsPerRecipient: { points: 5, seconds: 24 * 60 * 60 },

  /** Files with lists that leave at one time from one instance: each holds a connection. */
  exportsAtOnce: 3,
  /**
   * A file that is imported: its bytes, its rows and columns, and what an XLSX may hold unpacked.
   */
  sheetBytes: 5 * 1024 * 1024,
  sheetRows: 5_000,
  sheetColumns: 60,
  sheetUnpacked: { entries: 500, bytes: 60 * 1024 * 1024 },
  /**
   * An import of which nothing was heard for so long has died with its instance and may be started
   * again.
   */
  importSilenceSeconds: 60,
  /** A file that nobody took into the register is forgotten after so long. */
  openImportDays: 30,
  /** Values of one filter of the queue. */
  filterValues: 60,
  savedViews: 50,
  /** Who looks at a case says so every 15 seconds; after this long without a word nobody does. */
  caseLeaseSeconds: 45,
  noteLength: 4_000,

  staffSessionIdleMinutes: 60,
  staffSessionHours: 12,
  /** Between the password and the second factor. */
  signInMinutes: 15,
  /** On the way to the organisation's provider and back. */
  providerVisitMinutes: 10,
  /**
   * How long the provider may take for an answer, and how old what it publishes about itself may
   * become.
   */
  providerTime: 10_000,
  providerMetadataMinutes: 60,
  invitationHours: 72,
  passwordLinkMinutes: 30,
  /**
   * Every answer about a forgotten password takes this long at least, so that its time does not
   * tell whether there is an account.
   */
  passwordLinkTime: 400,
  passwordLinksPerAccount: { points: 5, seconds: 24 * 60 * 60 },
  passwordLength: 12,
  recoveryCodes: 10,
  recoveryCodeLength: 12,

  signInFailuresPerAddress: { points: 20, seconds: 15 * 60 },
  signInFailuresPerAccount: { points: 10, seconds: 15 * 60 },
  /**
   * Failures at one account from anywhere, above which each answer about it waits: a crowd that
   * guesses is slow, and the owner still comes in.
   */
  signInFailuresEverywhere: { points: 40, seconds: 60 * 60 },
  signInDelay: 3_000,
  /**
   * Wrong codes of one account from one network, and of one account from anywhere: whoever has the
   * password still does not get to guess.
   */
  wrongCodesPerNetwork: { points: 8, seconds: 15 * 60 },
  wrongCodesPerAccount: { points: 60, seconds: 60 * 60 },
  providerVisitsPerAddress: { points: 60, seconds: 15 * 60 },
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

  /** A picture of an article, before and after its metadata is taken out. */
  newsImageBytes: 2 * 1024 * 1024,
  /** Pixels of its longer side: more is a print, not a page. */
  newsImagePixels: 6_000,
  articleLength: 12_000,
  newsOnPage: 20,
  newsInFeed: 30,

  newsletterSignUpsPerAddress: { points: 20, seconds: 60 * 60 },
  newsletterMailsPerRecipient: { points: 3, seconds: 24 * 60 * 60 },
  /**
   * Whoever does not confirm the newsletter is forgotten after so many days; the link is good for
   * as long.
   */
  unconfirmedSubscriberDays: 7,
  /** Readers that get a digest in one step, and steps in one run of the job. */
  digestBatch: 500,
  digestBatchesPerRun: 10,
  /**
   * That a mail was sent, to whom and when, is kept this long; one that could not be sent longer,
   * because staff have to see it.
   */
  sentMailDays: 90,
  deadMailDays: 365,

  /**
   * Events that are checked in one step of the verification, and lines that an export reads at a
   * time.
   */
  eventsPerStep: 5_000,
  /** Events that an export reads at a time. */
  eventsPerPiece: 1_000,

  cacheBytes: 64 * 1024 * 1024,
  /**
   * Connections of an instance. Three instances, with their readers and downloads, stay below the
   * 100 that PostgreSQL gives unless told otherwise.
   */
  databasePool: 16,
  publicPool: 10,
  /**
   * Downloads of the whole register have connections of their own: slow readers never keep a page
   * waiting.
   */
  exportPool: 4,
  /** Rows that a download fetches at a time. */
  exportBatch: 500,
  /** Sorting 200,000 for a download may take longer than a page. */
  exportTimeout: 30_000,
  /** A reader of a download who takes nothing for so long has gone. */
  exportStall: 60_000,
  /**
   * Downloads up to this size are kept in memory like every other answer; larger ones are made anew
   * and streamed.
   */
  exportKeptBytes: 512 * 1024,
  statementTimeout: 5_000,
  lockTimeout: 3_000,
  /** How often a migration tries to get its tables, each time as long as `lockTimeout`. */
  migrationTries: 10,
  connectTimeout: 3_000,
  /**
   * How long a request waits for its turn at a pool whose connections are all in use, as long as
   * the line moves: less than the 60 s of nginx.
   */
  turnPatience: 50_000,

  mailLeaseSeconds: 60,
  mailAttempts: 10,
  /** How often a mail may be sent of which nobody knows whether it arrived. */
  mailHandOvers: 2,
  mailPoll: 2_000,

  /** How often each instance looks whether a job is due. */
  jobPoll: 60_000,

  /**
   * How old what a probe is told of disk and mails may be; what a disk has to have left; from when
   * on a mail is late.
   */
  probeAge: 3_000,
  diskReserve: 20 * 1024 * 1024,
  lateMailSeconds: 15 * 60,

  /** How long those who are connected may still ask after the door is closed. */
  lastRequests: 300,
  drain: 8_000,
} as const;
