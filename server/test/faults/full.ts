/**
 * `npm run faults` takes its time; `npm test` runs the same faults fewer times and for a shorter
 * while.
 */
export const full = process.env['FAULTS'] === 'full';
