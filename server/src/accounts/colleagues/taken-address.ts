import { Problem } from '../../platform/http/problem.js';

/** The error for an address that already has an account. */
export function takenAddress(): Problem {
  return Problem.invalid([
    { pointer: '/email', key: 'isNewColleague', params: {}, detail: 'has an account already' },
  ]);
}
