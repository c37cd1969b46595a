import { waitedSince, workingDaysSince } from './working-days.js';

/** How long a case has waited for staff, as a coarse label. */
export const bands = ['new', 'due', 'overdue'] as const;
export type Band = (typeof bands)[number];

/**
 * The number of working days after which a case is due, and after which it is overdue.
 * Administrators set them.
 */
export interface BandLimits {
  due: number;
  overdue: number;
}

/**
 * The moments that separate the bands now. A case waiting since before `due` is due; since before
 * `overdue`, it is overdue.
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
