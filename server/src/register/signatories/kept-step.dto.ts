import { ApiProperty } from '@nestjs/swagger';
import { allReasonCodes, type ReasonCode } from '../../../../contract/reason-codes.js';
import type { KeptStep } from './kept-steps.js';
import { signatoryActions, type SignatoryAction } from './signatory.workflow.js';

/** A step of a signatory and why it was taken. */
export class KeptStepDto implements KeptStep {
  @ApiProperty({ enum: signatoryActions }) action: SignatoryAction;
  @ApiProperty({ enum: allReasonCodes, enumName: 'ReasonCode', description: 'Why, as a code' })
  reasonCode: ReasonCode;
  @ApiProperty() reason: string;
  @ApiProperty({ description: 'Whether the contact was written to' }) mailed: boolean;
  @ApiProperty({ type: String, nullable: true, description: 'The colleague; null for the clock' })
  by: string | null;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export function presentStep<Step extends { at: Date }>(
  step: Step,
): Omit<Step, 'at'> & { at: string } {
  return { ...step, at: step.at.toISOString() };
}
