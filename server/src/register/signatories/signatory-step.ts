import type { ReasonCode } from '../../../../contract/reason-codes.js';
import type { SignatoryAction } from './signatory.workflow.js';

/** A step that a publisher requests for a signatory, with the reason. */
export interface SignatoryStep {
  action: Exclude<SignatoryAction, 'merge' | 'publish_as_scheduled'>;
  reasonCode: ReasonCode;
  /** Sent to the authority. */
  reason: string;
  /** Whether to send a mail to the contact. */
  mail: boolean;
  /** The publication date, for `schedule` only. */
  publishOn?: string | undefined;
}
