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
  /** A letter to more recipients than this needs a second colleague. */
  lettersAlone: 20,
  letterSubjectLength: 150,
  letterLength: 8_000,
  letterRows: 100,
  /**
   * Days after which a letter's recipients and results are deleted. By default this comes before
   * the mails themselves are deleted, so that the remaining totals are known.
   */
  letterRecipientDays: 60,
  /** Days for which the link to unsubscribe works. */
  newsLinkDays: 365,
};
