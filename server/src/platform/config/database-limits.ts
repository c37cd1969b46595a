/** Connections, queues and time limits towards the database; times in milliseconds. */
export const databaseLimits = {
  /**
   * Database connections per instance. Three instances, including their reader and export pools,
   * stay below PostgreSQL's default of 100.
   */
  databasePool: 16,
  publicPool: 8,
  /**
   * Exports of the whole register have a pool of their own, so slow readers never hold up a page.
   */
  exportPool: 4,
  /**
   * Queries that read much of the register, such as a search for one letter, have their own pool
   * too. Only this many may wait; further ones get 503.
   */
  countingPool: 2,
  countingQueue: 4,
  /** Signatories read again after a change; if more were touched, the whole register is read. */
  touchedSignatories: 5_000,
  /**
   * Responses as of a past day are generated one at a time on one of these connections; this many
   * may wait, for this long.
   */
  pastQueue: 8,
  pastPatience: 10_000,
  /** Name matching for the reconciliation API has its own pool too; only this many may wait. */
  matchingPool: 1,
  matchingQueue: 2,
  /** Rows that an export fetches at a time. */
  exportBatch: 500,
  /** Sorting 200,000 rows for an export may take longer than a page may. */
  exportTimeout: 30_000,
  /** An export whose reader accepts no data for this long is aborted. */
  exportStall: 60_000,
  /**
   * Exports up to this size are cached like any other response; larger ones are generated for each
   * request and streamed.
   */
  exportKeptBytes: 512 * 1024,
  statementTimeout: 5_000,
  lockTimeout: 3_000,
  /** How often a migration tries to lock its tables, waiting `lockTimeout` each time. */
  migrationTries: 10,
  /** After this long, a start reports why it is waiting, and then every half minute. */
  waitingTold: 5_000,
  waitingToldAgain: 30_000,
  connectTimeout: 3_000,
  /** How long a request may wait for a connection while the queue moves: less than nginx's 60 s. */
  turnPatience: 50_000,
} as const;
