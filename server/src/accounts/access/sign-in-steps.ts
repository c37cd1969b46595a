import type { SecondFactor } from './staff-session.entity.js';
import type { Staff } from './staff.entity.js';

/**
 * The remaining sign-in steps: prove the second factor, replace the initial password, or set up a
 * second factor.
 */
export const signInSteps = ['second_factor', 'password', 'enrol'] as const;
export type SignInStep = (typeof signInSteps)[number];

/** The kinds of second factor. Recovery codes can replace either. */
export const factorWays = ['totp', 'passkey'] as const;
export type FactorWay = (typeof factorWays)[number];

/**
 * The next sign-in step, or null when sign-in is complete. An existing second factor comes first,
 * so that a stolen password alone cannot even change the password.
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
