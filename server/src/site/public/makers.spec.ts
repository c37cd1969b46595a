import { limits } from '../../platform/config/limits.js';
import { Makers, type Making } from './makers.js';

beforeEach(() => jest.useFakeTimers());
afterEach(() => jest.useRealTimers());

it('a slow computation does not end the one after it', async () => {
  const makers = new Makers();
  const late = (await makers.turn('/en')) as Making;
  jest.advanceTimersByTime(limits.makingTime);
  expect(makers.isMaking('/en')).toBe(false);
  const next = (await makers.turn('/en')) as Making;
  const waiting = makers.turn('/en');
  late.end(true);
  expect(makers.isMaking('/en')).toBe(true);
  next.end(true);
  expect(await waiting).toBe('kept');
});
