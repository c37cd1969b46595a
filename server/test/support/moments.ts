import { setTimeout as wait } from 'node:timers/promises';

/** Does it once all happens within one half second, as the cache reckons. */
export async function inOneMoment<Result>(
  act: () => Promise<Result>,
  expected: Result,
): Promise<void> {
  for (let round = 0; ; round += 1) {
    await wait(500 - (Date.now() % 500) + 5);
    const moment = Math.floor(Date.now() / 500);
    const result = await act();
    if (Math.floor(Date.now() / 500) === moment || round > 10)
      return void expect(result).toEqual(expected);
  }
}
