import { isRealDay, readingsOf, type DayOrder, type Reading } from './day-spellings.js';
import { monthOf, yearOf } from './part-of-day.js';
import { fault, isYear, type ReadDay } from './read-day.js';
import { typedText } from './typed-text.js';

export { isRealDay, type DayOrder, type ReadDay };
export type { DayFault } from './read-day.js';

export interface DayOptions {
  /** The order of day and month that other days of the same file have: see `orderOfDays`. */
  order?: DayOrder | undefined;
  /** The last possible day: of several readings those after it are dropped. */
  latest?: string | undefined;
  /** Whether a year or a month is enough. */
  partial?: boolean | undefined;
  /** Whose names of months go first. */
  language?: string | undefined;
}

/**
 * The day that a text means, in the spellings of offices all over Europe. What could be several
 * days is never decided here, unless `order` or `latest` decide it: 03/04/2019, 12-11-10, 43644 (a
 * count of days from 1900 or from 1904).
 */
export function parseDay(text: string, options: DayOptions = {}): ReadDay {
  const typed = figuresOf(text);
  if (typed === '') return fault('empty');
  // How `boxesText` writes a box that was left empty.
  if (/^[^-]+-[^-]+-[^-]+$/.test(typed) && typed.includes('?')) return fault('incomplete');
  const part = yearOf(typed) ?? monthOf(typed, options.language);
  if (part) return part.kind === 'day' && !options.partial ? fault('incomplete') : part;
  const readings = readingsOf(typed, options.language);
  return readings.length === 0 ? fault('unreadable') : decide(readings, options);
}

/**
 * The order of day and month in the unambiguous dates of a file; none if they disagree or there are
 * none. Dates with points are no evidence, because they have the day first whatever the order of
 * dates with slashes.
 */
export function orderOfDays(texts: readonly string[]): DayOrder | undefined {
  const orders = new Set<DayOrder>();
  for (const text of texts.map(figuresOf).filter((typed) => !/^\d+ ?\./.test(typed))) {
    const [only, ...others] = readingsOf(text).filter(({ day }) => isRealDay(day));
    if (others.length === 0 && (only?.order === 'day-first' || only?.order === 'month-first'))
      orders.add(only.order);
  }
  return orders.size === 1 ? [...orders][0] : undefined;
}

const figuresOf = (text: string) => typedText(text).replace(/[\u2044\u2215\uff0f]/g, '/');

function decide(readings: Reading[], { order, latest }: DayOptions): ReadDay {
  const real = readings.filter(({ day }) => isRealDay(day));
  if (real.length === 0)
    return fault(readings.some(({ day }) => !isYear(day.slice(0, 4))) ? 'year' : 'no-such-day');
  const inOrder = kept(
    kept(real, (reading) => reading.order === order),
    ({ day }) => latest === undefined || day <= latest,
  );
  const days = [...new Set(inOrder.map(({ day }) => day))].filter((day) => isYear(day.slice(0, 4)));
  if (days.length > 1) return { kind: 'ambiguous', days };
  return days[0] ? { kind: 'day', day: days[0] } : fault('year');
}

/** Those for which it holds, or all where it holds for none. */
function kept(readings: Reading[], holds: (reading: Reading) => boolean): Reading[] {
  const some = readings.filter(holds);
  return some.length > 0 ? some : readings;
}
