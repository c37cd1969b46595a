import { setTimeout as wait } from 'node:timers/promises';
import { CostBasedCache } from './cost-based-cache.js';

describe('a value that is slow to compute', () => {
  const finds = (milliseconds: number) => {
    let count = 0;
    return new CostBasedCache(async () => {
      const found = (count += 1);
      await wait(milliseconds);
      return found;
    });
  };

  it('is computed once for simultaneous calls, cached, refreshed in the background, and forgotten', async () => {
    const slow = finds(260);
    expect(await Promise.all([slow.get(), slow.get()])).toEqual([1, 1]);
    const at = Date.now();
    expect(await slow.get(at)).toBe(1);
    // Stale but not expired: returned at once and refreshed for the next caller.
    expect(await slow.get(at + 9_000)).toBe(1);
    await wait(300);
    expect(await slow.get()).toBe(2);
    expect(await slow.get(at + 60_000)).toBe(3);
  });

  it('a fast one is computed each time; a failure is not kept', async () => {
    const cheap = finds(1);
    expect([await cheap.get(), await cheap.get()]).toEqual([1, 2]);
    let fails = true;
    const shaky = new CostBasedCache(() =>
      fails ? Promise.reject(new Error('gone')) : Promise.resolve('there'),
    );
    await expect(shaky.get()).rejects.toThrow('gone');
    fails = false;
    expect(await shaky.get()).toBe('there');
  });
});
