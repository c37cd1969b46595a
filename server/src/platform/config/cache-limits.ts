/** Limits for public answers in memory: how much is kept, and how long it may be served. */
export const cacheLimits = {
  /** How long others wait for an answer that one request makes for all. */
  makingTime: 10_000,
  /** How long shared caches may keep an answer, in seconds. */
  sharedSeconds: 30,
  /** How long the previous answer may be served after a version that only adds. */
  answerBefore: 1_000,
  cacheBytes: 64 * 1024 * 1024,
  /**
   * How long answers come from memory while the database is away. It bounds how long something may
   * still be read that another instance has removed meanwhile.
   */
  staleTime: 5 * 60_000,
} as const;
