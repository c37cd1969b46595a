import { WorkingCalendar, calculatedDays } from './working-calendar.js';

const at = (text: string) => new Date(text);
const usual = new WorkingCalendar();

describe('U12 working days in Strasbourg', () => {
  it('knows the days that move with Easter', () => {
    expect(calculatedDays(2026)).toEqual(
      expect.arrayContaining([
        '2026-04-03',
        '2026-04-06',
        '2026-05-14',
        '2026-05-15',
        '2026-05-25',
      ]),
    );
    expect(calculatedDays(2025)).toEqual(
      expect.arrayContaining(['2025-04-18', '2025-04-21', '2025-05-29', '2025-06-09']),
    );
  });

  it.each([
    ['the same day', '2026-03-02T08:00:00Z', '2026-03-02T20:00:00Z', 0],
    ['the next day', '2026-03-02T08:00:00Z', '2026-03-03T05:00:00Z', 1],
    ['a week', '2026-03-02T08:00:00Z', '2026-03-09T08:00:00Z', 5],
    ['over a weekend', '2026-03-06T20:00:00Z', '2026-03-08T20:00:00Z', 0],
    ['over Easter', '2026-04-02T08:00:00Z', '2026-04-07T08:00:00Z', 1],
    ['between the years', '2026-12-23T08:00:00Z', '2027-01-04T08:00:00Z', 1],
    // 22:00 UTC is already the next day in Strasbourg in summer, but not in winter.
    ['late in summer', '2026-07-01T22:30:00Z', '2026-07-02T08:00:00Z', 0],
    ['late in winter', '2026-02-03T22:30:00Z', '2026-02-04T08:00:00Z', 1],
  ])('counts %s', (_, since, now, days) => expect(usual.since(at(since), at(now))).toBe(days));

  it.each([
    '2026-03-30T10:00:00Z',
    '2026-04-07T10:00:00Z',
    '2026-10-26T10:00:00Z',
    '2027-01-05T23:30:00Z',
    '2026-05-30T10:00:00Z',
  ])('on %s the moment and the count agree to the second', (now) => {
    for (const days of [1, 5, 10]) {
      const moment = usual.waitedSince(days, at(now));
      expect(usual.since(new Date(moment.getTime() - 1), at(now))).toBeGreaterThanOrEqual(days);
      expect(usual.since(moment, at(now))).toBeLessThan(days);
    }
  });

  it('a year whose closed days an administrator listed has these and no others', () => {
    const listed = new WorkingCalendar({
      workingWeekdays: [1, 2, 3, 4, 5],
      closedDays: ['2026-04-07', '2026-04-08'],
    });
    // Good Friday and Easter Monday count as working days; the two listed days do not.
    expect(listed.since(at('2026-04-02T08:00:00Z'), at('2026-04-09T08:00:00Z'))).toBe(3);
    expect(listed.since(at('2027-03-25T08:00:00Z'), at('2027-03-30T08:00:00Z'))).toBe(1);
  });

  it('the weekdays are those that an administrator chose', () => {
    const days = { workingWeekdays: [1, 2, 3, 4], closedDays: [] };
    const calendar = new WorkingCalendar(days);
    expect(calendar.since(at('2026-03-02T08:00:00Z'), at('2026-03-09T08:00:00Z'))).toBe(4);
  });
});
