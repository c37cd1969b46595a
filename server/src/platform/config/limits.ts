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
   * Kilobytes of documents that may come in an hour: for one submission, and from one network, in
   * which many towns may sit; and files from it.
   */
  documentKilobytesPerSubmission: { points: 150_000, seconds: 60 * 60 },
  documentKilobytesPerNetwork: { points: 1_000_000, seconds: 60 * 60 },
  documentsPerNetwork: { points: 600, seconds: 60 * 60 },
  /**
   * How long what is still under way of a refused document is taken and thrown away, so that its
   * sender hears the refusal.
   */
  drainTime: 5_000,
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
   * Files that an instance reads at once, each in a process of its own; more wait, up to so many,
   * and so many of one network.
   */
  inspectors: 2,
  filesWaiting: 60,
  filesWaitingPerNetwork: 20,
  /**
   * Processor time and memory that a file may take before it counts as unreadable; and time by the
   * clock, on a machine that is busy with others.
   */
  inspectionProcessorTime: 3_000,
  inspectionBytes: 500 * 1024 * 1024,
  inspectionTime: 30_000,
  /** A process that reads files ends when it had none for so long. */
  inspectorIdleTime: 60_000,
  /** How long the virus scanner may take for a file. */
  scanTime: 30_000,
  /** How long the S3 store may take for a file. */
  storageTime: 30_000,
  /**
   * A file that no document tells of after this time has been left behind by a process that was
   * killed.
   */
  looseFileMinutes: 60,

  /** Lines of a page: what the public reads, what staff work through, and the public log. */
  pageSize: 25,
  staffPageSize: 50,
  logPageSize: 200,
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
  /** After the case link the session is shorter: it may be a shared computer. */
  caseSessionHours: 8,
  mailsPerSubmission: 5,
  /** Of an Idempotency-Key. */
  idempotencyKeyLength: { min: 16, max: 200 },
  /** How far back the dashboard looks, and how far the short counts of lists do. */
  lookBackDays: 90,
  recentDays: 30,
  /**
   * Mails that anybody can make us send: to one mailbox, whoever asks and whatever for, and from
   * one network. Some of each day are set aside for colleagues who forgot their password.
   */
  askedMails: {
    perMailbox: { hour: 5, day: 20 },
    setAsideADay: 4,
    perNetwork: { hour: 100, day: 400 },
  },

  /**
   * Large files that leave at one time from one instance, for colleagues and as many for the
   * public: each holds a connection.
   */
  exportsAtOnce: 3,
  /** Of those of the public, how many one network may take; larger networks more (networks.ts). */
  exportsOfNetwork: 2,
  /**
   * Who takes fewer bytes a second of what is streamed, over a pause of so many milliseconds, is
   * cut off.
   */
  readerRate: 32_000,
  readerPause: 10_000,
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
  /** For so long the password or second factor, given once more, lets change how one signs in. */
  provenAgainMinutes: 5,
  /**
   * Long, so that whoever asks in her name leaves the owner a link that works, however few mails a
   * day may hold (decision 0046).
   */
  passwordLinkMinutes: 6 * 60,
  /** Links for one account that work at the same time; who asks for more is sent none. */
  passwordLinksAtOnce: 2,
  /**
   * Every answer about a forgotten password takes this long at least, so that its time does not
   * tell whether there is an account.
   */
  passwordLinkTime: 400,
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

  /** Reports of wrong helpline numbers: from one network, and from all. */
  helplineReportsPerAddress: { points: 5, seconds: 60 * 60 },
  helplineReports: { points: 300, seconds: 24 * 60 * 60 },
  /** One that nobody dealt with is forgotten after so many days. */
  helplineReportDays: 180,
  newsletterSignUpsPerAddress: { points: 20, seconds: 60 * 60 },
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
   * How long answers go on from memory while the database is away. What was removed before is never
   * among them; this bounds what another instance may have removed since.
   */
  staleTime: 5 * 60_000,
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
