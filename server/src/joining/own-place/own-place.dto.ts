import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsEmail, IsIn, IsNotEmpty, IsOptional, IsString, MaxLength } from 'class-validator';
import { submissionKinds, type SubmissionKind } from '../../../../contract/kinds.js';
import { IsPlainName, Line } from '../../platform/http/decorators.js';
import { followUpKinds, type FollowUpKind } from './follow-ups.service.js';
import { submissionStates, type SubmissionState } from '../submissions/submission.workflow.js';
import { MessageDto } from '../submissions/submissions.dto.js';

export class BeginFollowUpDto {
  @ApiProperty({ enum: followUpKinds })
  @IsNotEmpty()
  @IsIn(followUpKinds)
  kind: FollowUpKind;
}

/** Who is to become the contact. */
export class HandOverDto {
  @ApiProperty()
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(150, { context: { max: 150 } })
  @IsPlainName()
  name: string;

  @ApiPropertyOptional()
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(150, { context: { max: 150 } })
  @IsPlainName()
  office?: string;

  @ApiProperty({ format: 'email' })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(254, { context: { max: 254 } })
  @IsEmail()
  email: string;
}

/** One of the things that an authority sent in after joining. */
export class FollowUpDto {
  @ApiProperty({ example: 'KD7Q2MXR' }) reference: string;
  @ApiProperty({ enum: submissionKinds }) kind: SubmissionKind;
  @ApiProperty({ enum: submissionStates }) state: SubmissionState;
  @ApiProperty({ type: String, format: 'date-time', nullable: true }) submittedAt: string | null;
  @ApiProperty({ type: [MessageDto] }) messages: MessageDto[];
}
