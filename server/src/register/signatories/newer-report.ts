import type { Signatory } from './signatory.entity.js';

/** The effect of an accepted report, however it arrived: the next year counts from its day. */
export function reportedOnDay(day: string) {
  return {
    reportedOn: day,
    reportExcusedOn: null,
    reportExtendedUntil: null,
    silenceTold: false,
  } satisfies Partial<Signatory>;
}

/**
 * The effect of a newer report in a signatory's pledges, or in those that it takes over.
 * @returns no changes if no day is newer.
 */
export function newerReport(
  { reportedOn }: Pick<Signatory, 'reportedOn'>,
  days: readonly (string | null)[],
): Partial<ReturnType<typeof reportedOnDay>> {
  const newest = days.reduce((last, day) => (day && day > (last ?? '') ? day : last), null);
  return newest && newest > (reportedOn ?? '') ? reportedOnDay(newest) : {};
}
