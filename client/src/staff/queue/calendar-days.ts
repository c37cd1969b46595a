/** Days as texts (2026-12-01) and what a calendar makes of them, the same in every time zone. */
export type CalendarView = 'month' | 'week';

const millisecondsOfDay = 86_400_000;
const momentOf = (day: string) => Date.parse(`${day}T00:00:00Z`);
const dayOf = (moment: number) => new Date(moment).toISOString().slice(0, 10);

export const addDays = (day: string, days: number): string =>
  dayOf(momentOf(day) + days * millisecondsOfDay);

/** The Monday of its week. */
export const mondayOf = (day: string): string =>
  addDays(day, -((new Date(momentOf(day)).getUTCDay() + 6) % 7));

const firstOfMonth = (day: string) => `${day.slice(0, 7)}-01`;

/** The first and the last day of what a view shows around a day. */
export function spanOf(view: CalendarView, day: string): { from: string; to: string } {
  const from = view === 'week' ? mondayOf(day) : firstOfMonth(day);
  return { from, to: addDays(stepFrom(view, from, 1), -1) };
}

/** The first day of the week or month that is so many later. */
export function stepFrom(view: CalendarView, day: string, steps: number): string {
  if (view === 'week') return addDays(mondayOf(day), 7 * steps);
  const first = new Date(momentOf(firstOfMonth(day)));
  first.setUTCMonth(first.getUTCMonth() + steps);
  return dayOf(first.getTime());
}

/** Whole weeks from Monday to Sunday that hold these days. */
export function weeksOf({ from, to }: { from: string; to: string }): string[][] {
  const weeks: string[][] = [];
  for (let monday = mondayOf(from); monday <= to; monday = addDays(monday, 7))
    weeks.push(Array.from({ length: 7 }, (_, index) => addDays(monday, index)));
  return weeks;
}
