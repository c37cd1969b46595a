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
  return new Date(clockInStrasbourg(moment.getTime())).getUTCFullYear();
}

/**
 * The local time in Strasbourg at a moment, in milliseconds without a time zone, as spreadsheets
 * need it.
 */
export function clockInStrasbourg(moment: number): number {
  return moment + offsetAt(moment);
}

/**
 * The moment at which clocks in Strasbourg show a day and a time, "2026-12-01" and "09:30";
 * undefined for what no clock shows.
 */
export function momentInStrasbourg(day: string, time: string): Date | undefined {
  const shown = Date.parse(`${day}T${time}:00Z`);
  if (Number.isNaN(shown)) return undefined;
  // In the hour that summer time skips, this is the hour after it; in the repeated hour, the first
  // of the two.
  const [summer, winter] = [shown - 2 * hour, shown - hour];
  return new Date(clockInStrasbourg(summer) === shown ? summer : winter);
}

const hour = 3_600_000;
const offsets = new Map<number, number>();

/**
 * How far ahead of UTC Strasbourg is. It changes at full hours only, and few hours are asked for.
 */
function offsetAt(moment: number): number {
  const full = Math.floor(moment / hour) * hour;
  const known = offsets.get(full);
  if (known !== undefined) return known;
  const { year, month, day, hour: hours, minute } = partsIn(strasbourg, new Date(full));
  const offset =
    Date.UTC(Number(year), Number(month) - 1, Number(day), Number(hours), Number(minute)) - full;
  if (offsets.size > 100_000) offsets.clear();
  offsets.set(full, offset);
  return offset;
}

const formats = new Map<string, Intl.DateTimeFormat>();

function partsIn(timeZone: string, moment: Date): Record<string, string> {
  const date = { year: 'numeric', month: '2-digit', day: '2-digit' } as const;
  const time = { hour: '2-digit', minute: '2-digit', hourCycle: 'h23' } as const;
  const format =
    formats.get(timeZone) ?? new Intl.DateTimeFormat('en-CA', { timeZone, ...date, ...time });
  formats.set(timeZone, format);
  return Object.fromEntries(format.formatToParts(moment).map(({ type, value }) => [type, value]));
}

function dayIn(timeZone: string, moment: Date): string {
  const { year, month, day } = partsIn(timeZone, moment);
  return `${year}-${month}-${day}`;
}
