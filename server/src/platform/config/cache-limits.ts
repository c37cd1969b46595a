/** Limits of the in-memory cache of public responses: its size and how long entries are served. */
export const cacheLimits = {
  /** How long requests wait for a response that one of them is generating for all. */
  makingTime: 10_000,
  /** How long shared caches may keep an answer, in seconds. */
  sharedSeconds: 30,
  /** How long the previous response may be served after a register version that only adds. */
  answerBefore: 1_000,
  cacheBytes: 64 * 1024 * 1024,
  /**
   * How long cached responses are served while the database is unavailable. Content that another
   * instance removes in the meantime stays readable for at most this long.
   */
  staleTime: 5 * 60_000,
} as const;
