/**
 * The year in which the Pact was opened. Nobody joined before, and the form asks about earlier
 * decisions.
 */
export const pactYear = 2012;
