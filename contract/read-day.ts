/**
 * `year`: not one of four digits from 1900 on; `incomplete`: a month or a year where a day is
 * asked.
 */
export type DayFault = 'empty' | 'unreadable' | 'no-such-day' | 'year' | 'incomplete';

/**
 * A day as 2019-06-28, or, where that is enough, a month (2019-06) or a year; an ambiguous day; or
 * the error.
 */
export type ReadDay =
  | { kind: 'day'; day: string }
  | { kind: 'ambiguous'; days: string[] }
  | { kind: 'error'; error: DayFault };

export const fault = (error: DayFault): ReadDay => ({ kind: 'error', error });

/** A year of four digits, none of which a slip of the hand made: 0026 and 1019 are none. */
export function isYear(text: string): boolean {
  return /^\d{4}$/.test(text) && Number(text) >= 1900;
}
