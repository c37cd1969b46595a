/** The usual effort of an action. */
export type Effort = 'time' | 'budget' | 'partners';

/**
 * Our own estimate for the actions that the program ships with, and marked as that wherever it is
 * shown. An action that is not here has no estimate.
 */
export const effort: Readonly<Record<string, readonly Effort[]>> = {
  'prevention.strategy': ['time', 'budget'],
  'prevention.training': ['time', 'budget'],
  'prevention.screening': ['time'],
  'prevention.education': ['time', 'partners'],
  'prevention.awareness': ['time', 'budget'],
  'prevention.offenders': ['budget', 'partners'],
  'protection.helpline': ['budget', 'partners'],
  'protection.one-stop': ['budget', 'partners'],
  'protection.assistance': ['budget', 'partners'],
  'protection.reporting': ['time'],
  'protection.shelter': ['budget', 'partners'],
  'protection.vulnerable': ['time', 'budget'],
  'prosecution.cooperation': ['time', 'partners'],
  'prosecution.interviews': ['budget', 'partners'],
  'prosecution.support': ['budget', 'partners'],
  'prosecution.discipline': ['time'],
  'prosecution.data': ['time', 'partners'],
  'participation.councils': ['time'],
  'participation.materials': ['time', 'budget'],
  'participation.survivors': ['time', 'budget'],
  'participation.partners': ['time', 'partners'],
  'participation.feedback': ['time'],
};
