import { Problem } from '../../platform/http/problem.js';

/** For an address under which there is an account already. */
export function takenAddress(): Problem {
  return Problem.invalid([
    { pointer: '/email', key: 'isNewColleague', params: {}, detail: 'has an account already' },
  ]);
}
