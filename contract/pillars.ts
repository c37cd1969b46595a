/** The four Ps, in the order of the Pact. */
export const pillarCodes = ['prevention', 'protection', 'prosecution', 'participation'] as const;
export type PillarCode = (typeof pillarCodes)[number];
