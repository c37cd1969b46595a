/** Rounds of questions to signatories. */
export const roundLimits = {
  roundQuestions: 8,
  roundOptions: { least: 2, most: 10 },
  roundTitleLength: 150,
  roundIntroLength: 2_000,
  roundQuestionLength: 300,
  /** One option; and all options of a question, one per line. */
  roundOptionLength: 150,
  roundOptionsLength: 1_600,
  roundUnitLength: 30,
  roundTextLength: 4_000,
  /**
   * Bytes of a town's form: eight texts of this length in Georgian take nine bytes per character in
   * form encoding. And bytes of a round that colleagues save, in twelve languages.
   */
  roundFormBytes: 320 * 1024,
  roundBytes: 768 * 1024,
  /** Fewest answers that are published together: with fewer, a town could deduce another town's. */
  roundFewest: 3,
  /**
   * The largest absolute value of a number. It has at most two decimals, because three digits after
   * a separator are read as thousands, as everywhere.
   */
  roundNumber: 1_000_000_000_000,
  roundDecimals: 2,
  /** Closed rounds on the public list. */
  publicRounds: 200,
  /** Days for which a round may be open. */
  roundDays: 365,
  /** Those who have not answered are reminded this many days before the last day. */
  roundReminderDays: 7,
} as const;
