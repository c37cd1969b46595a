import { WorkingCalendar } from '../../platform/settings/working-calendar.js';
import type { Settings } from '../../platform/settings/settings.js';

/** How long a case has waited for staff, as a coarse label. */
export const bands = ['new', 'due', 'overdue'] as const;
export type Band = (typeof bands)[number];

/**
 * The number of working days after which a case is due, and after which it is overdue, and the days
 * on which the secretariat works. Administrators set them.
 */
export interface BandLimits {
  due: number;
  overdue: number;
  calendar: WorkingCalendar;
}

export function bandLimitsOf(settings: Settings): BandLimits {
  const { dueWorkingDays: due, overdueWorkingDays: overdue } = settings;
  return { due, overdue, calendar: new WorkingCalendar(settings) };
}

/**
 * The moments that separate the bands now. A case waiting since before `due` is due; since before
 * `overdue`, it is overdue.
 */
export function bandEdges(
  { due, overdue, calendar }: BandLimits,
  now: Date,
): { due: Date; overdue: Date } {
  return { due: calendar.waitedSince(due, now), overdue: calendar.waitedSince(overdue, now) };
}

export function ageOf(
  { due, overdue, calendar }: BandLimits,
  waitingSince: Date,
  now: Date,
): { band: Band; workingDays: number } {
  const workingDays = calendar.since(waitingSince, now);
  return {
    workingDays,
    band: workingDays >= overdue ? 'overdue' : workingDays >= due ? 'due' : 'new',
  };
}
