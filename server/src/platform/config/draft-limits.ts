/** Limits for texts that colleagues have written but not sent. */
export const draftLimits = {
  /** Days without a change after which a draft is deleted. */
  staffDraftDays: 30,
  /** Drafts of one colleague; a new one replaces the oldest. */
  staffDrafts: 100,
  /** Fields of one form: a letter in twelve languages has 25. */
  staffDraftFields: 60,
  /** Characters of all fields together: an article in both languages has 25,000. */
  staffDraftLength: 50_000,
  /** The request body that carries them: up to three bytes per character, plus escapes. */
  staffDraftBytes: 256 * 1024,
};
