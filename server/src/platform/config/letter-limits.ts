/** Limits for mailings: digests, and letters to signatories. */
export const letterLimits = {
  /** Subscribers that get a digest in one batch, and batches per run of the job. */
  digestBatch: 500,
  digestBatchesPerRun: 10,
  /**
   * Signatories that get a letter in one batch, and batches per run of the job. Other mails never
   * wait for more than that.
   */
  letterBatch: 100,
  letterBatchesPerRun: 5,
  /** More recipients than these need a second colleague. */
  lettersAlone: 20,
  letterSubjectLength: 150,
  letterLength: 8_000,
  letterRows: 100,
  /**
   * Days after which recipients and results of a letter are deleted: before the mails themselves
   * are, as shipped, so that the numbers that stay are known.
   */
  letterRecipientDays: 60,
  /** Days for which the link to unsubscribe works. */
  newsLinkDays: 365,
};
