import type { SecondFactor } from './staff-session.entity.js';
import type { Staff } from './staff.entity.js';

/**
 * What is still missing: a second factor, a password of one's own instead of the first one, or the
 * setting up of a second factor.
 */
export const signInSteps = ['second_factor', 'password', 'enrol'] as const;
export type SignInStep = (typeof signInSteps)[number];

/** The ways to prove the second factor; recovery codes stand in for either. */
export const factorWays = ['totp', 'passkey'] as const;
export type FactorWay = (typeof factorWays)[number];

/**
 * The next step of signing in, or null when it is complete. Whoever has a second factor proves it
 * first: a stolen password alone must not even change the password.
 */
export function nextStep(
  staff: Pick<Staff, 'mustChangePassword'>,
  proven: SecondFactor | null,
  ways: readonly FactorWay[],
): SignInStep | null {
  if (!proven && ways.length > 0) return 'second_factor';
  if (staff.mustChangePassword) return 'password';
  return proven ? null : 'enrol';
}
