import fc from 'fast-check';
import {
  clockInStrasbourg,
  dayInStrasbourg,
  latestDay,
  momentInStrasbourg,
  yearInStrasbourg,
} from './clock.js';

describe('IN3 the clock of Strasbourg', () => {
  it('a day begins an hour before that of UTC in winter, two in summer', () => {
    expect(dayInStrasbourg(new Date('2026-11-30T22:59:59Z'))).toBe('2026-11-30');
    expect(dayInStrasbourg(new Date('2026-11-30T23:00:00Z'))).toBe('2026-12-01');
    expect(dayInStrasbourg(new Date('2026-06-30T22:00:00Z'))).toBe('2026-07-01');
    expect(yearInStrasbourg(new Date('2026-12-31T23:00:00Z'))).toBe(2027);
  });

  it('a day has begun when it has begun in any member state', () => {
    expect(latestDay(new Date('2026-11-30T19:59:59Z'))).toBe('2026-11-30');
    expect(latestDay(new Date('2026-11-30T20:00:00Z'))).toBe('2026-12-01');
  });

  it('converts local time to a moment', () => {
    expect(momentInStrasbourg('2026-12-01', '00:00')?.toISOString()).toBe(
      '2026-11-30T23:00:00.000Z',
    );
    expect(momentInStrasbourg('2026-07-01', '09:30')?.toISOString()).toBe(
      '2026-07-01T07:30:00.000Z',
    );
    expect(momentInStrasbourg('2026-02-30', '09:99')).toBeUndefined();
    // 02:30 on 28 March 2027 does not exist: the clock shows 03:30.
    expect(momentInStrasbourg('2027-03-28', '02:30')?.toISOString()).toBe(
      '2027-03-28T01:30:00.000Z',
    );
    const moments = fc
      .integer({ min: Date.UTC(2012, 0), max: Date.UTC(2100, 0) })
      .map((moment) => Math.floor(moment / 60_000) * 60_000);
    fc.assert(
      fc.property(moments, (moment) => {
        const [day, time] = new Date(clockInStrasbourg(moment)).toISOString().split('T') as [
          string,
          string,
        ];
        const found = momentInStrasbourg(day, time.slice(0, 5))!.getTime();
        expect([found, found + 3_600_000]).toContain(moment);
        expect(day).toBe(dayInStrasbourg(new Date(moment)));
      }),
    );
  });
});
