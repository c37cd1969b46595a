import type { Signatory } from './signatory.entity.js';

/** What an accepted report changes, whichever way it came: the next year counts from its day. */
export function reportedOnDay(day: string) {
  return {
    reportedOn: day,
    reportExcusedOn: null,
    reportExtendedUntil: null,
    silenceTold: false,
  } satisfies Partial<Signatory>;
}

/**
 * What a signatory's pledges, or those that it takes over, say of a newer report than is known.
 * @returns nothing to change where no day is newer.
 */
export function newerReport(
  { reportedOn }: Pick<Signatory, 'reportedOn'>,
  days: readonly (string | null)[],
): Partial<ReturnType<typeof reportedOnDay>> {
  const newest = days.reduce((last, day) => (day && day > (last ?? '') ? day : last), null);
  return newest && newest > (reportedOn ?? '') ? reportedOnDay(newest) : {};
}
