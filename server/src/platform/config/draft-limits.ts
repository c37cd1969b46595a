/** Limits for texts that colleagues have written and not sent. */
export const draftLimits = {
  /** Days after its last change when a draft is deleted. */
  staffDraftDays: 30,
  /** Drafts of one colleague; a new one replaces the oldest. */
  staffDrafts: 100,
  /** Fields of one form: a letter in twelve languages has 25. */
  staffDraftFields: 60,
  /** Characters of all fields together: an article in both languages has 25,000. */
  staffDraftLength: 50_000,
  /** The body that carries it: up to three bytes a letter, and escapes. */
  staffDraftBytes: 256 * 1024,
};
