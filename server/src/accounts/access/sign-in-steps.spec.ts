import { nextStep, type FactorWay } from './sign-in-steps.js';
import type { SecondFactor } from './staff-session.entity.js';

describe('S31 the next step of signing in', () => {
  const cases: [boolean, SecondFactor | null, FactorWay[], string | null][] = [
    [false, null, ['totp'], 'second_factor'],
    [true, null, ['passkey'], 'second_factor'],
    [true, null, [], 'password'],
    [false, null, [], 'enrol'],
    [true, 'totp', ['totp'], 'password'],
    [false, 'totp', ['totp'], null],
    [false, 'provider', [], null],
  ];
  it.each(cases)(
    'first password %s, proven by %s, can prove by %j: %s',
    (mustChangePassword, proven, ways, step) => {
      expect(nextStep({ mustChangePassword }, proven, ways)).toBe(step);
    },
  );
});
