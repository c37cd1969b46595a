import { monthsOf } from './month-words.js';
import { fault, isYear, type ReadDay } from './read-day.js';

/** A year alone; undefined for any other text. */
export function yearOf(text: string): ReadDay | undefined {
  const [, year] = /^(\d{3,4})\.?$/.exec(text) ?? [];
  if (year === undefined) return undefined;
  return isYear(year) ? { kind: 'day', day: year } : fault('year');
}

const month = String.raw`(\d{1,2}(?= ?[./ -])|\p{L}[\p{L}\p{M}]*)`;
const monthThenYear = new RegExp(`^${month}\\.?,? ?(?:[./-]|de )? ?(\\d{4})\\.?$`, 'u');
const yearThenMonth = /^(\d{4})(?:\.?,? |[.] ?|[/-])(\d{1,2}|\p{L}[\p{L}\p{M}]*)\.?$/u;

/** A month with its year, 2014-05, 05/2014 or "May 2014"; undefined for any other text. */
export function monthOf(text: string, language?: string): ReadDay | undefined {
  const [, named, year] = monthThenYear.exec(text) ?? swapped(yearThenMonth.exec(text)) ?? [];
  if (named === undefined || year === undefined) return undefined;
  const months = /^\d/.test(named) ? [Number(named)] : monthsOf(named, language);
  if (months.length === 0) return undefined;
  if (!isYear(year)) return fault('year');
  const days = months
    .filter((one) => one >= 1 && one <= 12)
    .map((one) => `${year}-${String(one).padStart(2, '0')}`);
  if (days.length > 1) return { kind: 'ambiguous', days };
  return days[0] ? { kind: 'day', day: days[0] } : fault('no-such-day');
}

function swapped(found: RegExpExecArray | null): string[] | undefined {
  return found ? [found[0], found[2]!, found[1]!] : undefined;
}
