import { keptNames, readKeep } from './tiers.js';

const name = (at: Date) => at.toISOString().replace(/[-:]|\.\d+/g, '');
/** A backup each hour, the newest on Monday 30 November 2026 at 09:00. */
const hourly = (hours: number) =>
  Array.from({ length: hours }, (_, back) =>
    name(new Date(Date.UTC(2026, 10, 30, 9) - back * 3_600_000)),
  ).reverse();

describe('which backups stay', () => {
  it('Friday’s mistake can be repaired on Monday: one of each day, week and month is kept', () => {
    const kept = [
      ...keptNames(hourly(24 * 200), readKeep('hourly=3,daily=4,weekly=3,monthly=3')),
    ].sort();
    expect(kept).toEqual([
      // The last of September and of October.
      '20260930T230000Z',
      '20261031T230000Z',
      // The last two Sundays, and the days since Friday.
      '20261122T230000Z',
      '20261127T230000Z',
      '20261128T230000Z',
      '20261129T230000Z',
      '20261130T070000Z',
      '20261130T080000Z',
      '20261130T090000Z',
    ]);
  });

  it('a pause loses none, and the newest always stays', () => {
    const old = ['20250101T000000Z', '20250301T000000Z', '20260601T000000Z'];
    expect([...keptNames(old, { monthly: 3 })].sort()).toEqual(old);
    expect([...keptNames(hourly(5), { weekly: 1 })]).toEqual(['20261130T090000Z']);
    expect([...keptNames(hourly(5), {})]).toEqual(['20261130T090000Z']);
  });

  it('the old form, a number, is still accepted; nothing else is', () => {
    expect([...keptNames(hourly(40), readKeep('30'))].sort()).toEqual(hourly(30));
    expect(readKeep('hourly=24, daily=14')).toEqual({ hourly: 24, daily: 14 });
    for (const wrong of ['0', '-1', '', 'all', 'yearly=1', 'daily=0', 'daily', 'daily=1,daily=2'])
      expect(() => readKeep(wrong)).toThrow('--keep hourly=24,daily=14');
  });
});
