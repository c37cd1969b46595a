import { cacheLimits } from './cache-limits.js';
import { databaseLimits } from './database-limits.js';
import { documentLimits } from './document-limits.js';
import { draftLimits } from './draft-limits.js';
import { importLimits } from './import-limits.js';
import { letterLimits } from './letter-limits.js';
import { listLimits } from './list-limits.js';
import { readerLimits } from './reader-limits.js';
import { reportLimits } from './report-limits.js';
import { roundLimits } from './round-limits.js';
import { signInLimits } from './sign-in-limits.js';

/**
 * The limits that texts, operators or several files share. Sizes are in bytes and times in
 * milliseconds unless the name says otherwise.
 */
export const limits = {
  /**
   * Size of a JSON or form body. Answers are text; 64 kB is several times the longest legitimate
   * form.
   */
  bodyBytes: 64 * 1024,
  /** A longer body: the whole Pact in twelve languages takes 120 kB. */
  pactBytes: 512 * 1024,
  /**
   * Time allowed for a request's headers and for its body to arrive, and how often Node checks for
   * expired requests.
   */
  headTime: 15_000,
  bodyTime: 30_000,
  slowClientPoll: 5_000,
  /**
   * A document may take longer than other bodies while it makes progress: minimum bytes per second,
   * measured over each interval of this many milliseconds, and the overall time limit.
   */
  documentRate: 4_000,
  documentPause: 30_000,
  documentTime: 45 * 60_000,
  /** Pipelined requests per connection that may wait for their responses. */
  pipelinedRequests: 10,
  /**
   * Idle timeout of a connection, including one whose client has stopped reading the response; Node
   * allows twice this time once a response has started. It exceeds the total time to read, scan and
   * store a document.
   */
  silenceTime: 90_000,
  /** Larger files are not attached to mails; many mailboxes refuse ten times this size. */
  mailAttachmentBytes: 1024 * 1024,
  /** Maximum nesting of objects and arrays in a body; real answers have four levels. */
  bodyDepth: 12,
  ...documentLimits,

  ...listLimits,
  ...reportLimits,
  ...readerLimits,
  ...draftLimits,

  /**
   * Default and longest retention of an unsent draft, in days after its last change; administrators
   * may shorten it.
   */
  draftDays: 30,
  /**
   * How long an endorsement takes with everything at hand, as the start page says. The story
   * `effort.spec` counts the words, keystrokes and choices of the real form, and fails if they take
   * longer.
   */
  formMinutes: 12,
  confirmHours: 72,
  handOverHours: 72,
  /** Retention of an invited contact whom nobody confirmed, from the invitation or the proof. */
  contactInvitationDays: 90,
  /** Retention of a submission whose address was never confirmed, from the time it was sent. */
  unconfirmedDays: 14,
  /** Retention of the data of a rejected or withdrawn case. */
  endedCaseDays: 365,
  /** The contact is warned this many days before a draft or an unconfirmed submission expires. */
  expiryWarningDays: 3,
  /**
   * Working days after which a waiting case is due, then overdue. Administrators can change them.
   */
  dueWorkingDays: 5,
  overdueWorkingDays: 10,
  answerWorkingDays: 15,
  /** Answered endorsements of the last year below which no response time is published. */
  responseTimeCases: 20,
  /** Cases that one bulk action may decide. */
  bulkCases: 50,
  /** Field comments that one request for changes may hold. */
  commentsPerDecision: 40,
  caseLinkMinutes: 15,
  /** Sessions opened by a case link are shorter, because the computer may be shared. */
  caseSessionHours: 8,
  mailsPerSubmission: 5,
  /** Cases and drafts whose links are sent to one mail address when its owner has lost them. */
  lostLinks: 3,
  /** Why an authority outside Europe joins, in characters. */
  countryReasonLength: 500,
  /** Length of an Idempotency-Key. */
  idempotencyKeyLength: { min: 16, max: 200 },
  /** How many days back the dashboard and the short counts of lists look. */
  lookBackDays: 90,
  /** Rows of each group on the workbench's first page, and of each kind that its search finds. */
  homeRows: 5,
  foundOfEach: 6,
  /**
   * Daily letters to colleagues: the hour from which they are sent (Strasbourg, working days), the
   * rows of each kind that a letter lists, and the separate mails per minute above which they are
   * combined.
   */
  staffLetters: { hour: 7, rows: 20, oneByOne: 5 },
  recentDays: 30,
  /**
   * Mails that anyone can make us send: to one mailbox, for all senders and purposes together,
   * and from one network. Some of each day are set aside for colleagues who forgot their password.
   */
  askedMails: {
    perMailbox: { hour: 5, day: 20 },
    setAsideADay: 4,
    perNetwork: { hour: 100, day: 400 },
  },

  /**
   * Large files that one instance sends at the same time, to colleagues and as many again to the
   * public: each holds a connection.
   */
  exportsAtOnce: 3,
  /** The public slots that one network may take. Larger networks may take more (networks.ts). */
  exportsOfNetwork: 2,
  /**
   * A reader slower than this many bytes a second, over this many milliseconds, is disconnected.
   */
  readerRate: 32_000,
  readerPause: 10_000,
  ...importLimits,
  /** A proposal that nobody has decided on is closed after this time. */
  openProposalDays: 30,
  /** Values allowed in one filter of the queue. */
  filterValues: 60,
  savedViews: 50,
  /**
   * Lease on an open case. The browser renews it every 15 seconds; after this long without renewal
   * it expires.
   */
  caseLeaseSeconds: 45,
  noteLength: 4_000,
  /**
   * A message about a case, the newest rows of a timeline, and how many messages an authority may
   * write about all of its cases.
   */
  messageLength: 4_000,
  timelineRows: 300,
  /**
   * How much of a mailed reply is read (a document of the full size, in mail encoding), how much is
   * kept as text, and how many replies are read per visit to the mailbox.
   */
  incomingBytes: 15 * 1024 * 1024,
  incomingHtml: 200_000,
  incomingLength: 20_000,
  repliesAtOnce: 50,
  replyDays: 180,
  replyPoll: 60_000,
  messagesPerCase: { points: 20, seconds: 24 * 60 * 60 },

  ...signInLimits,

  draftsPerAddress: { points: 300, seconds: 60 * 60 },
  /** Drafts per hour from one network before each further one needs a proof of work. */
  draftsWithoutProof: 30,
  proofMinutes: 10,
  /** The browser tries half as many hashes on average, which takes a phone a second or two. */
  proofNumber: 50_000,
  /** Nobody can complete and send an endorsement this soon after starting it. */
  hurriedSeconds: 3,
  /** Papers rendered on demand, not served from the cache. */
  papersPerAddress: { points: 60, seconds: 60 },
  /** Cosigned checkpoints that mirrors submit. */
  cosignaturesPerAddress: { points: 30, seconds: 60 },
  /** Cached papers of the council kit: all languages, in their present and previous content. */
  kitFiles: 240,
  /** Drawn badges that are kept, of about ten kilobytes each. */
  badgePictures: 500,
  /** Names matched by the reconciliation API. */
  namesMatchedPerAddress: { points: 3_000, seconds: 60 },
  tokenTriesPerAddress: { points: 60, seconds: 15 * 60 },

  /** Size of an article's picture, before and after its metadata is removed. */
  newsImageBytes: 2 * 1024 * 1024,
  /** Pixels of the longer side: a larger picture is meant for print, not for a page. */
  newsImagePixels: 6_000,
  /** Pixels of the longer side of a signature or an emblem. */
  certificatePicturePixels: 3_000,
  articleLength: 12_000,
  /** A translator's file of all texts in one language is about a tenth of this. */
  xliffBytes: 4 * 1024 * 1024,
  newsOnPage: 20,
  newsInFeed: 30,

  newsletterSignUpsPerAddress: { points: 20, seconds: 60 * 60 },
  /**
   * Days before an unconfirmed newsletter subscription is deleted; the confirmation link is valid
   * as long.
   */
  unconfirmedSubscriberDays: 7,
  ...letterLimits,
  ...roundLimits,
  /**
   * Retention of the record that a mail was sent, to whom and when. Mails that failed are kept
   * longer, because staff have to see them.
   */
  sentMailDays: 90,
  deadMailDays: 365,

  /** Events verified in one step, and subscribers that an export reads at a time. */
  eventsPerStep: 5_000,
  /** Events that an export reads at a time. */
  eventsPerPiece: 1_000,

  ...cacheLimits,
  ...databaseLimits,

  mailLeaseSeconds: 60,
  mailAttempts: 10,
  /** How often a mail may be sent when its delivery is uncertain. */
  mailHandOvers: 2,
  mailPoll: 2_000,

  /** How often each instance checks for due jobs. */
  jobPoll: 60_000,

  /**
   * How long health probes cache the state of disk and mail, the free space a disk must have, and
   * the age at which a queued mail counts as late.
   */
  probeAge: 3_000,
  diskReserve: 20 * 1024 * 1024,
  lateMailSeconds: 15 * 60,

  /** How long open connections may still send requests after shutdown begins. */
  lastRequests: 300,
  drain: 8_000,
  /** How long a start that is interrupted may take to clean up. */
  startUndone: 60_000,
} as const;
