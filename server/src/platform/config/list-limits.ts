/** Maximum sizes of lists, maps, feeds and sitemaps. */
export const listLimits = {
  /** People who take part in a case besides its contact. */
  peoplePerCase: 12,
  /** Days after which an unanswered invitation is deleted, with its address. */
  unansweredDays: 30,
  /** Associations that an authority can choose from. */
  associationsOffered: 200,
  /** Lines of a page: what the public reads, what staff work through, and the public log. */
  pageSize: 25,
  staffPageSize: 50,
  logPageSize: 200,
  /** Past days whose register is kept in memory at the same time. */
  pastDays: 3,
  /** Lines of the history on a profile, besides its reports and practices. */
  historyLines: 200,
  /** The most that a program can request at once. */
  largestPage: 100,
  /** Above this many points the map shows clusters instead of single signatories. */
  mapPoints: 400,
  searchLength: 500,
  /**
   * Up to this many matches are looked up by id. With more, matches are frequent enough to scan the
   * list in its sort order, in batches.
   */
  foundById: 2_000,
  /** Searches of one version whose results are kept. */
  foundSets: 32,
  /** Signatories in a list for a plenary session: about 200 sheets of paper. */
  plenaryList: 5_000,
  /** Publications that the calendar of a month shows. */
  calendarEntries: 500,
  /** Entries in a feed. */
  feedLength: 50,
  /**
   * Signatories per sitemap file, and the number of addresses above which the sitemap becomes an
   * index of files (sitemaps.org: 50,000).
   */
  sitemapSignatories: 1_000,
  sitemapAddresses: 50_000,
  placesFound: 12,
  /** Names matched, and signatories described, in one request to the reconciliation API. */
  reconciledAtOnce: 50,
  extendedAtOnce: 500,
  /** Candidates for one name at most, and signatories suggested while typing. */
  candidatesShown: 20,
  suggested: 10,
  mostSuggested: 1_000,
  /** Authorities that sign together with an association. */
  jointSignatories: 200,
} as const;
