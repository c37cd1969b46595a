import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  ArrayUnique,
  IsArray,
  IsBoolean,
  IsIn,
  IsInt,
  IsNotEmpty,
  IsOptional,
  IsString,
  IsUUID,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { languages, type Language } from '../../../../contract/languages.js';
import { Line, Lines } from '../../platform/http/decorators.js';
import { allReasonCodes, type ReasonCode } from '../../../../contract/reason-codes.js';
import { limits } from '../../platform/config/limits.js';
import {
  signatoryStates,
  type SignatoryAction,
  type SignatoryState,
} from '../../register/signatories/signatory.workflow.js';
import type { FieldComment } from '../../joining/submissions/field-comments.js';

export const verdicts = ['request_changes', 'approve', 'reject'] as const;
export type Verdict = (typeof verdicts)[number];

export function isVerdict(action: string): action is Verdict {
  return (verdicts as readonly string[]).includes(action);
}

/** The steps of a signatory that are asked for like this; a merger has a door of its own. */
export const plainSteps = [
  'publish',
  'schedule',
  'unschedule',
  'hold',
  'resume',
  'withdraw',
  'restore',
] as const satisfies readonly SignatoryAction[];
export type PlainStep = (typeof plainSteps)[number];

export class FieldCommentDto implements FieldComment {
  @ApiProperty({
    example: '/authority/region',
    description: 'The answer: section and field; of an action its code',
  })
  @IsString()
  @MaxLength(120, { context: { max: 120 } })
  @Matches(/^\/[a-z]+(\/\w{1,40}(\.\w{1,40})?){0,3}$/i)
  pointer: string;

  @ApiProperty()
  @Lines()
  @IsNotEmpty()
  @IsString()
  @MaxLength(1000, { context: { max: 1000 } })
  text: string;
}

/** What every decision says: why, as a code and in words, and whether the contact is written to. */
export class ReasonedDto {
  @ApiPropertyOptional({
    enum: allReasonCodes,
    enumName: 'ReasonCode',
    default: 'other',
    description: 'One of the codes of this decision',
  })
  @IsOptional()
  @IsIn(allReasonCodes)
  reasonCode: ReasonCode = 'other';

  @ApiPropertyOptional({
    description:
      'Told to the authority. Required to ask for changes without remarks, to reject, hold, withdraw and restore.',
  })
  @Lines()
  @IsOptional()
  @IsString()
  @MaxLength(4000, { context: { max: 4000 } })
  reason?: string;

  @ApiPropertyOptional({ default: true, description: 'False: no mail goes, and the trail says so' })
  @IsOptional()
  @IsBoolean()
  mail: boolean = true;
}

export class DecideDto extends ReasonedDto {
  @ApiProperty({ enum: verdicts })
  @IsNotEmpty()
  @IsIn(verdicts)
  verdict: Verdict;

  @ApiPropertyOptional({
    type: [FieldCommentDto],
    description: 'Remarks at single answers, with `request_changes`',
  })
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(limits.commentsPerDecision, { context: { max: limits.commentsPerDecision } })
  @ArrayUnique(({ pointer }: FieldComment) => pointer)
  @ValidateNested({ each: true })
  @Type(() => FieldCommentDto)
  comments: FieldCommentDto[] = [];

  @ApiPropertyOptional({
    description:
      'The reviewer compared the candidates and they are other authorities. Required to approve where there are any.',
  })
  @IsOptional()
  @IsBoolean()
  duplicatesCompared?: boolean;
}

export class ChangeSignatoryDto extends ReasonedDto {
  @ApiProperty({ enum: plainSteps })
  @IsNotEmpty()
  @IsIn(plainSteps)
  action: PlainStep;

  @ApiPropertyOptional({
    format: 'date',
    description: 'With `schedule`: the day, in Strasbourg, at whose beginning it is published',
  })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(10)
  publishOn?: string;
}

export class MergeDto extends ReasonedDto {
  @ApiProperty({ format: 'uuid', description: 'The signatory that stays' })
  @IsUUID()
  into: string;

  @ApiProperty({ description: 'The version of it that the colleague saw' })
  @IsInt()
  intoVersion: number;

  @ApiProperty({
    type: [String],
    format: 'uuid',
    description: 'Pledges of the one that goes that go over; the same action is not pledged twice',
  })
  @IsArray()
  @ArrayMaxSize(200, { context: { max: 200 } })
  @ArrayUnique()
  @IsUUID(undefined, { each: true })
  pledges: string[];
}

export class ChangedSignatoryDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: signatoryStates }) state: SignatoryState;
  @ApiProperty() version: number;
  @ApiProperty({ type: () => UndoDto, nullable: true }) undo: UndoDto | null;
}

/** A mail as it would go. */
export class MailPreviewDto {
  @ApiProperty({ format: 'email' }) recipient: string;
  @ApiProperty({ enum: languages }) language: Language;
  @ApiProperty() subject: string;
  @ApiProperty() text: string;
}

export class MailAnswerDto {
  @ApiProperty({
    type: MailPreviewDto,
    nullable: true,
    description: 'Null when nobody would be written to',
  })
  mail: MailPreviewDto | null;
}

export class UndoDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({
    format: 'date-time',
    description: 'Until then it can be taken back; the mails wait as long',
  })
  until: string;
}

export class UndoneDto {
  @ApiProperty({ description: 'How many cases and entries are as they were' }) undone: number;
}
