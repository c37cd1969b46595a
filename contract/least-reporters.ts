/**
 * How many signatories with pledges a group has at least, before figures say who of it has
 * reported: a smaller one would name single towns.
 */
export const leastReporters = 5;
