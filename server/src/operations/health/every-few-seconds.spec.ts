import { limits } from '../../platform/config/limits.js';
import { everyFewSeconds } from './every-few-seconds.js';

beforeEach(() => void jest.useFakeTimers());
afterEach(() => void jest.useRealTimers());

it('RL16 probes cost one check in a few seconds, and a disk that hangs is checked once', async () => {
  let asked = 0;
  let answer: (well: boolean) => void = () => undefined;
  const look = everyFewSeconds(() => {
    asked += 1;
    return new Promise<boolean>((done) => (answer = done));
  });
  const first = look();
  jest.advanceTimersByTime(limits.probeAge * 10);
  void look();
  expect(asked).toBe(1);
  answer(true);
  expect(await first).toBe(true);
  await Promise.resolve();
  void look();
  expect(asked).toBe(2);
  answer(false);
  expect(await look()).toBe(false);
  expect(asked).toBe(2);
});
