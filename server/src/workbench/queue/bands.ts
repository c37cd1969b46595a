import { waitedSince, workingDaysSince } from './working-days.js';

/** How long a case has waited for us, as a colleague has to know it. */
export const bands = ['new', 'due', 'overdue'] as const;
export type Band = (typeof bands)[number];

/**
 * Working days after which a case is due, and after which it is overdue: administrators set them.
 */
export interface BandLimits {
  due: number;
  overdue: number;
}

/**
 * The moments that part the bands now: what waits since before `due` is due, since before `overdue`
 * is overdue.
 */
export function bandEdges({ due, overdue }: BandLimits, now: Date): { due: Date; overdue: Date } {
  return { due: waitedSince(due, now), overdue: waitedSince(overdue, now) };
}

export function ageOf(
  { due, overdue }: BandLimits,
  waitingSince: Date,
  now: Date,
): { band: Band; workingDays: number } {
  const workingDays = workingDaysSince(waitingSince, now);
  return {
    workingDays,
    band: workingDays >= overdue ? 'overdue' : workingDays >= due ? 'due' : 'new',
  };
}
