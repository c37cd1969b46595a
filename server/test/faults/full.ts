/**
 * `npm run faults` runs the faults at full length; `npm test` runs the same ones fewer times and
 * for less time.
 */
export const full = process.env['FAULTS'] === 'full';
