/** Why a signatory of the filter does not get a letter. */
export const leftOutReasons = [
  'demo',
  'gone',
  'no_contact',
  'no_mail',
  'returned',
  'unsubscribed',
  'same_address',
  // Of a round's letters: it is not on the public list; it has answered.
  'not_published',
  'answered',
  // Found while they were on their way: it left the register or has no contact; the round is over.
  'out_of_reach',
  'round_over',
] as const;
export type LeftOut = (typeof leftOutReasons)[number];

/** Why a signatory of the filter was not asked by a round, as its invitation had it. */
export const notAskedReasons: readonly LeftOut[] = ['demo', 'gone', 'not_published', 'no_contact'];

/** The outcome of a letter for one signatory. */
export const letterResults = [
  'waiting',
  'sent',
  'replied',
  'returned',
  'failed',
  'forgotten',
  'left_out',
] as const;
export type LetterResult = (typeof letterResults)[number];

/**
 * The kind of a letter: about the endorsement, which everyone must get, or news, which can be
 * unsubscribed from.
 */
export const letterKinds = ['duty', 'news'] as const;
export type LetterKind = (typeof letterKinds)[number];
