import type { ReasonCode } from '../../../../contract/reason-codes.js';
import type { SignatoryAction } from './signatory.workflow.js';

/** What a publisher wants to happen to a signatory, and why. */
export interface SignatoryStep {
  action: Exclude<SignatoryAction, 'merge' | 'publish_as_scheduled'>;
  reasonCode: ReasonCode;
  /** Told to the authority. */
  reason: string;
  /** Whether the contact is written to. */
  mail: boolean;
  /** The day to publish on, of `schedule`. */
  publishOn?: string | undefined;
}
