import type { Settings } from './settings.js';

const zone = 'Europe/Paris';
const day = 24 * 3600 * 1000;

/**
 * The days on which the secretariat is taken to be closed in a year for which no administrator has
 * listed any: public holidays of France and Alsace, and the days between Christmas and New Year. No
 * public source confirms that the Secretariat keeps all of them, so the settings call them
 * calculated.
 */
export function calculatedDays(year: number): string[] {
  const fromEaster = (days: number) => isoDay(easterOf(year) + days * day);
  const fixed = [
    '01-01',
    '01-02',
    '05-01',
    '07-14',
    '08-15',
    '11-01',
    '12-24',
    '12-25',
    '12-26',
    '12-27',
    '12-28',
    '12-29',
    '12-30',
    '12-31',
  ];
  // Good Friday, Easter Monday, Ascension Day and the Friday after it, Whit Monday.
  return [...fixed.map((date) => `${year}-${date}`), ...[-2, 1, 39, 40, 50].map(fromEaster)];
}

/**
 * Easter Sunday of the Gregorian calendar, by the anonymous algorithm (Meeus, Astronomical
 * Algorithms, chapter 8).
 */
function easterOf(year: number): number {
  const a = year % 19;
  const b = Math.floor(year / 100);
  const c = year % 100;
  const h =
    (19 * a + b - Math.floor(b / 4) - Math.floor((b - Math.floor((b + 8) / 25) + 1) / 3) + 15) % 30;
  const l = (32 + 2 * (b % 4) + 2 * Math.floor(c / 4) - h - (c % 4)) % 7;
  const m = Math.floor((a + 11 * h + 22 * l) / 451);
  const n = h + l - 7 * m + 114;
  return Date.UTC(year, Math.floor(n / 31) - 1, (n % 31) + 1);
}

const isoDay = (date: number) => new Date(date).toISOString().slice(0, 10);

/** The Swedish locale formats dates as ISO 8601. */
const dateInZone = new Intl.DateTimeFormat('sv-SE', { timeZone: zone });

/** The date in Strasbourg at a given moment, as midnight UTC. */
function dayIn(moment: Date): number {
  return Date.parse(`${dateInZone.format(moment)}T00:00:00Z`);
}

/** The moment at which a date begins in Strasbourg: one or two hours before it begins in UTC. */
function beginningOf(date: number): Date {
  const hours = [1, 2].find(
    (ahead) =>
      dayIn(new Date(date - ahead * 3600_000)) === date &&
      dayIn(new Date(date - ahead * 3600_000 - 1)) < date,
  );
  return new Date(date - (hours ?? 1) * 3600_000);
}

/**
 * The days on which the secretariat works, as administrators set them. A year with listed closed
 * days has exactly these; any other year has the calculated ones. Dates are midnight UTC,
 * regardless of Strasbourg's time zone and summer time.
 */
export class WorkingCalendar {
  private readonly closed = new Map<number, Set<string>>();

  constructor(
    private readonly settings: Pick<Settings, 'workingWeekdays' | 'closedDays'> = {
      workingWeekdays: [1, 2, 3, 4, 5],
      closedDays: [],
    },
  ) {}

  /** Whether the secretariat works on the day of this moment. */
  isOpen(moment: Date): boolean {
    return this.isWorkingDay(dayIn(moment));
  }

  /** Working days that began since a moment: 0 on the same day, 1 on the next working day. */
  since(moment: Date, now: Date): number {
    return this.between(dayIn(moment), dayIn(now));
  }

  /** The same between two dates: 2026-03-02. */
  daysBetween(first: string, last: string): number {
    return this.between(Date.parse(`${first}T00:00:00Z`), Date.parse(`${last}T00:00:00Z`));
  }

  /** The day on which this number of working days has passed: 2026-12-21. */
  dayAfter(workingDays: number, now: Date): string {
    let date = dayIn(now);
    for (let left = workingDays; left > 0;) {
      date += day;
      if (this.isWorkingDay(date)) left -= 1;
    }
    return isoDay(date);
  }

  /** Everything older than this moment has waited for at least the given number of working days. */
  waitedSince(workingDays: number, now: Date): Date {
    let date = dayIn(now);
    for (let left = workingDays; left > 0; date -= day) if (this.isWorkingDay(date)) left -= 1;
    return beginningOf(date + day);
  }

  private between(first: number, last: number): number {
    let count = 0;
    for (let date = last; date > first; date -= day) if (this.isWorkingDay(date)) count += 1;
    return count;
  }

  private isWorkingDay(date: number): boolean {
    const weekday = new Date(date).getUTCDay() || 7;
    return (
      this.settings.workingWeekdays.includes(weekday) &&
      !this.closedIn(new Date(date).getUTCFullYear()).has(isoDay(date))
    );
  }

  private closedIn(year: number): Set<string> {
    const known = this.closed.get(year);
    if (known) return known;
    const listed = this.settings.closedDays.filter((each) => each.startsWith(`${year}-`));
    const days = new Set(listed.length > 0 ? listed : calculatedDays(year));
    this.closed.set(year, days);
    return days;
  }
}
