import {
  reasonCodes,
  type ReasonCode,
  type ReasonedDecision,
} from '../../../../contract/reason-codes.js';
import { Problem } from './problem.js';

/** @throws Problem 422 when the code is not in the list of this decision. */
export function requireReasonFor(decision: ReasonedDecision, code: ReasonCode): void {
  if ((reasonCodes[decision] as readonly ReasonCode[]).includes(code)) return;
  throw Problem.invalid([
    {
      pointer: '/reasonCode',
      key: 'isIn',
      params: {},
      detail: `must be one of ${reasonCodes[decision].join(', ')}`,
    },
  ]);
}
