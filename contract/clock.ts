/**
 * The register's clock: the days that people see are those of the Congress's seat. Programs get
 * UTC.
 */
export const strasbourg = 'Europe/Paris';

/** The member states where a day begins first (UTC+4): Armenia, Azerbaijan and Georgia. */
const easternmost = 'Asia/Yerevan';

/** The day in Strasbourg at a moment, as 2026-12-01. */
export function dayInStrasbourg(moment = new Date()): string {
  return dayIn(strasbourg, moment);
}

/** The last day that is not in the future: it has begun somewhere in the member states. */
export function latestDay(moment = new Date()): string {
  return dayIn(easternmost, moment);
}

/** The year that people write on their letters at a moment. */
export function yearInStrasbourg(moment = new Date()): number {
  return Number(dayInStrasbourg(moment).slice(0, 4));
}

const formats = new Map<string, Intl.DateTimeFormat>();

function dayIn(timeZone: string, moment: Date): string {
  const options = { timeZone, year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const format = formats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', options);
  formats.set(timeZone, format);
  const parts = Object.fromEntries(
    format.formatToParts(moment).map(({ type, value }) => [type, value]),
  );
  return `${parts['year']}-${parts['month']}-${parts['day']}`;
}
