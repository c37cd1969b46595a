/** Rounds of questions to signatories. */
export const roundLimits = {
  roundQuestions: 8,
  roundOptions: { least: 2, most: 10 },
  roundTitleLength: 150,
  roundIntroLength: 2_000,
  roundQuestionLength: 300,
  /** One option, and all of a question on their lines. */
  roundOptionLength: 150,
  roundOptionsLength: 1_600,
  roundUnitLength: 30,
  roundTextLength: 4_000,
  /**
   * Bytes of the form of a town: eight texts of this length take nine a character in Georgian, as a
   * form writes them. And of a round that colleagues save, in twelve languages.
   */
  roundFormBytes: 320 * 1024,
  roundBytes: 768 * 1024,
  /** Answers that are published together: of fewer, a town could know another town's. */
  roundFewest: 3,
  /**
   * What a number may be at most, above and below zero. It has at most two decimals: three digits
   * behind a mark are thousands, as everywhere.
   */
  roundNumber: 1_000_000_000_000,
  roundDecimals: 2,
  /** Closed rounds that the public list names. */
  publicRounds: 200,
  /** Days for which a round may be open. */
  roundDays: 365,
  /** Days before the last one on which those who have not answered are reminded. */
  roundReminderDays: 7,
} as const;
