/**
 * The year in which the Pact was opened: nobody joined before, and what was decided before is asked
 * about.
 */
export const pactYear = 2012;
