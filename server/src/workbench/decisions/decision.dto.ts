import { type ReasonCode, allReasonCodes } from '../../../../contract/reason-codes.js';
import { ApiProperty } from '@nestjs/swagger';
import { languages, type Language } from '../../../../contract/languages.js';
import { Code, FreeText } from '../../platform/http/fields/text.js';
import { Integer } from '../../platform/http/fields/numbers.js';
import { DayToCome } from '../../platform/http/fields/days.js';
import { Choice, Flag } from '../../platform/http/fields/choices.js';
import { Id, Ids, ListOf } from '../../platform/http/fields/things.js';
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

/** The steps of a signatory that use this request. A merger has its own endpoint. */
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
  @Code(/^\/[a-z]+(\/\w{1,40}(\.\w{1,40})?){0,3}$/i, {
    max: 120,
    example: '/authority/region',
    description: 'The answer: section and field; of an action its code',
  })
  pointer: string;

  @FreeText(1000)
  text: string;
}

/**
 * What every decision contains: the reason, as a code and in words, and whether to write to the
 * contact.
 */
export class ReasonedDto {
  @Choice(allReasonCodes, {
    optional: true,
    enumName: 'ReasonCode',
    default: 'other',
    description: 'One of the reason codes of this decision',
  })
  reasonCode: ReasonCode = 'other';

  @FreeText(4000, {
    optional: true,
    description:
      'Sent to the authority. Required to ask for changes without remarks, to reject, hold, ' +
      'withdraw and restore.',
  })
  reason?: string;

  @Flag({
    optional: true,
    default: true,
    description: 'False: no e-mail is sent, and the audit trail records that',
  })
  mail: boolean = true;
}

export class AnswerDayDto {
  @DayToCome({ description: 'The day by which the authority is asked to answer' })
  answerBy: string;
}

export class DecideDto extends ReasonedDto {
  @Choice(verdicts)
  verdict: Verdict;

  @ListOf(FieldCommentDto, {
    max: limits.commentsPerDecision,
    uniqueBy: 'pointer',
    optional: true,
    description: 'Remarks on single answers, with `request_changes`',
  })
  comments: FieldCommentDto[] = [];

  @DayToCome({
    optional: true,
    description:
      'With `request_changes`: until when the authority is asked to answer; without it, the ' +
      'number of working days that administrators set',
  })
  answerBy?: string;

  @Flag({
    optional: true,
    description:
      'The reviewer compared the candidates and they are other authorities. Required to ' +
      'approve where there are any.',
  })
  duplicatesCompared?: boolean;

  @Code(/^[a-z0-9]{8}$/, {
    optional: true,
    example: 'kd7q2mxr',
    description:
      'With `reject`: the public id of the entry that it is. The e-mail leads to its page; ' +
      'no reason in words is needed',
  })
  duplicateOf?: string;

  @FreeText(500, {
    optional: true,
    description:
      'Why it is not one of the authorities of the same name on the register, where its ' +
      'answers do not show it; kept as a note for colleagues',
  })
  anotherAuthority?: string;
}

export class ChangeSignatoryDto extends ReasonedDto {
  @Choice(plainSteps)
  action: PlainStep;

  @DayToCome({
    optional: true,
    description: 'With `schedule`: the day, in Strasbourg, at whose beginning it is published',
  })
  publishOn?: string;
}

export class MergeDto extends ReasonedDto {
  @Id({ description: 'The signatory that stays' })
  into: string;

  @Integer({ description: 'The version of it that the colleague saw' })
  intoVersion: number;

  @Ids(200, {
    description: 'Pledges of the merged entry to transfer; the same action is not pledged twice',
  })
  pledges: string[];
}

export class ChangedSignatoryDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: signatoryStates }) state: SignatoryState;
  @ApiProperty() version: number;
  @ApiProperty({ type: () => UndoDto, nullable: true }) undo: UndoDto | null;
}

/** A mail as it would be sent. */
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
    description: 'Until then it can be undone; the e-mails wait until then',
  })
  until: string;
}

export class UndoneDto {
  @ApiProperty({ description: 'How many cases and entries are as they were' }) undone: number;
}
