import { limits } from '../config/limits.js';
import { waitedSince, workingDaysSince } from './working-days.js';

/** How long a case has waited for us, as a colleague has to know it. */
export const bands = ['new', 'due', 'overdue'] as const;
export type Band = (typeof bands)[number];

export interface BandLimits {
  /** Working days after which a case is due, and after which it is overdue. */
  due: number;
  overdue: number;
}

/** The one place that says when a case is due. */
export async function bandLimits(): Promise<BandLimits> {
  return { due: limits.dueWorkingDays, overdue: limits.overdueWorkingDays };
}

/** The moments that part the bands now: what waits since before `due` is due, since before `overdue` is overdue. */
export async function bandEdges(now: Date): Promise<{ due: Date; overdue: Date }> {
  const { due, overdue } = await bandLimits();
  return { due: waitedSince(due, now), overdue: waitedSince(overdue, now) };
}

export async function ageOf(waitingSince: Date, now: Date): Promise<{ band: Band; workingDays: number }> {
  const { due, overdue } = await bandLimits();
  const workingDays = workingDaysSince(waitingSince, now);
  return { workingDays, band: workingDays >= overdue ? 'overdue' : workingDays >= due ? 'due' : 'new' };
}
