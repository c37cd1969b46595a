import { addDays, mondayOf, spanOf, stepFrom, weeksOf } from './calendar-days.ts';

describe('the days of the calendar', () => {
  it('begin their weeks on Monday, across months and years', () => {
    expect(mondayOf('2026-11-30')).toBe('2026-11-30');
    expect(mondayOf('2027-01-03')).toBe('2026-12-28');
    expect(addDays('2028-02-28', 1)).toBe('2028-02-29');
  });

  it('span a month or a week, whatever the day', () => {
    expect(spanOf('month', '2026-12-15')).toEqual({ from: '2026-12-01', to: '2026-12-31' });
    expect(spanOf('month', '2027-02-28')).toEqual({ from: '2027-02-01', to: '2027-02-28' });
    expect(spanOf('week', '2026-12-31')).toEqual({ from: '2026-12-28', to: '2027-01-03' });
  });

  it('step from one month or week to the next, and back', () => {
    expect(stepFrom('month', '2026-12-31', 1)).toBe('2027-01-01');
    expect(stepFrom('month', '2027-03-31', -1)).toBe('2027-02-01');
    expect(stepFrom('week', '2026-12-31', -1)).toBe('2026-12-21');
  });

  it('fill whole weeks', () => {
    const weeks = weeksOf(spanOf('month', '2026-12-01'));
    expect(weeks).toHaveLength(5);
    expect(weeks[0]![0]).toBe('2026-11-30');
    expect(weeks.at(-1)!.at(-1)).toBe('2027-01-03');
  });
});
