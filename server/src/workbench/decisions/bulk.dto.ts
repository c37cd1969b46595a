import { ApiProperty } from '@nestjs/swagger';
import { languages, type Language } from '../../../../contract/languages.js';
import { limits } from '../../platform/config/limits.js';
import { Integer } from '../../platform/http/fields/numbers.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { Id, ListOf } from '../../platform/http/fields/things.js';
import {
  MailPreviewDto,
  ReasonedDto,
  UndoDto,
  verdicts,
  type PlainStep,
  type Verdict,
} from './decision.dto.js';

/** The actions available in bulk: those that need no input that differs from case to case. */
export const bulkActions = [
  ...verdicts,
  'publish',
  'hold',
  'resume',
  'withdraw',
  'restore',
] as const satisfies readonly (Verdict | PlainStep)[];
export type BulkAction = (typeof bulkActions)[number];

export class BulkItemDto {
  @Id({ description: 'The case, as the queue names it' })
  id: string;

  @Integer({ description: 'The version of the case that the colleague saw' })
  version: number;

  @Integer({
    optional: true,
    nullable: true,
    description: 'The version of its signatory that the colleague saw',
  })
  signatoryVersion?: number | null;
}

export class BulkDto extends ReasonedDto {
  @Choice(bulkActions)
  action: BulkAction;

  @Id({
    optional: true,
    nullable: true,
    description: 'A saved reply: each authority gets it in its language, before the reason',
  })
  templateId?: string | null;

  @Integer({
    optional: true,
    nullable: true,
    description: 'Its version in the preview; required to apply it',
  })
  templateVersion?: number | null;

  @ListOf(BulkItemDto, { min: 1, max: limits.bulkCases, uniqueBy: 'id', showLimit: true })
  items: BulkItemDto[];
}

export class BulkResultDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ type: String, nullable: true, description: 'Null when there is no such case' })
  reference: string | null;
  @ApiProperty({ type: String, nullable: true }) authorityName: string | null;
  @ApiProperty({ description: 'Whether it is done, or would be' }) ok: boolean;
  @ApiProperty({
    type: String,
    nullable: true,
    example: 'wrong-state',
    description: 'Why not: the code of the problem',
  })
  problem: string | null;
  @ApiProperty({
    type: [String],
    example: ['isOpened'],
    description: 'Why not: the rules that are not met',
  })
  missing: string[];
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The recipient of the e-mail; null: none',
  })
  recipient: string | null;
  @ApiProperty({
    enum: languages,
    type: String,
    nullable: true,
    description: 'The language of the authority, when the saved reply has no text in it',
  })
  withoutText: Language | null;
  @ApiProperty({
    type: MailPreviewDto,
    nullable: true,
    description: 'In a preview: the mail as it would go',
  })
  mail: MailPreviewDto | null;
}

export class BulkReportDto {
  @ApiProperty({ type: [BulkResultDto], description: 'One for each, in the order asked for' })
  results: BulkResultDto[];
  @ApiProperty() done: number;
  @ApiProperty() refused: number;
  @ApiProperty({ type: Number, nullable: true, description: 'The version of the saved reply' })
  templateVersion: number | null;
  @ApiProperty({
    type: UndoDto,
    nullable: true,
    description: 'Null for a preview, and when nothing was done',
  })
  undo: UndoDto | null;
}
