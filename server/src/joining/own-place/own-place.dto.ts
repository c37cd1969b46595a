import { type SubmissionKind, submissionKinds } from '../../../../contract/kinds.js';
import { ApiProperty } from '@nestjs/swagger';
import { Email, Name } from '../../platform/http/fields/text.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { followUpKinds, type FollowUpKind } from './follow-ups.service.js';
import { submissionStates, type SubmissionState } from '../submissions/submission.workflow.js';
import { MessageDto } from '../submissions/submissions.dto.js';

export class BeginFollowUpDto {
  @Choice(followUpKinds)
  kind: FollowUpKind;
}

/** The proposed new contact. */
export class HandOverDto {
  @Name(150)
  name: string;

  @Name(150, { optional: true })
  office?: string;

  @Email()
  email: string;
}

/** A follow-up that the authority sent in after joining. */
export class FollowUpDto {
  @ApiProperty({ example: 'KD7Q2MXR' }) reference: string;
  @ApiProperty({ enum: submissionKinds }) kind: SubmissionKind;
  @ApiProperty({ enum: submissionStates }) state: SubmissionState;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) submittedAt: string | null;
  @ApiProperty({ type: [MessageDto] }) messages: MessageDto[];
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'While changes are asked for: until when an answer is',
  })
  answerBy: string | null;
  @ApiProperty({
    type: String,
    format: 'date',
    nullable: true,
    description: 'The day until which its sender asked for more time',
  })
  answerAskedUntil: string | null;
}

/** The person asked to become the contact, and when the mailed link expires. */
export class PendingHandOverDto {
  @ApiProperty() name: string;
  @ApiProperty() email: string;
  @ApiProperty({ type: String, format: 'date-time' }) expiresAt: Date;
}

export class PendingHandOversDto {
  @ApiProperty({ type: PendingHandOverDto, nullable: true }) pending: PendingHandOverDto | null;
}
