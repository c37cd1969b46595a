import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsISO8601, IsOptional, IsString, Matches } from 'class-validator';
import { cursorPattern } from '../../platform/http/cursor.js';
import {
  authorityKinds,
  type AuthorityKind,
  progressStates,
  type ProgressState as Progress,
} from '../../../../contract/kinds.js';
import { verdicts, type Verdict } from '../decisions/decision.dto.js';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.js';

const figures = ['signatories', 'pledges', 'decisions', 'first_decisions'] as const;
type Figure = (typeof figures)[number];

/** Which rows a figure counts. What does not belong to the figure is not looked at. */
export class RowsQuery {
  @ApiProperty({ enum: figures })
  @IsIn(figures)
  of: Figure;

  @ApiPropertyOptional({ example: 'DE', description: 'Of signatories' })
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  country?: string;

  @ApiPropertyOptional({ enum: authorityKinds, description: 'Of signatories' })
  @IsOptional()
  @IsIn(authorityKinds)
  kind?: AuthorityKind;

  @ApiPropertyOptional({ enum: pillarCodes, description: 'Of pledges' })
  @IsOptional()
  @IsIn(pillarCodes)
  pillar?: PillarCode;

  @ApiPropertyOptional({ description: 'Of pledges', example: 'prevention.training' })
  @IsOptional()
  @Matches(/^[a-z]+\.[\w-]{1,60}$/)
  action?: string;

  @ApiPropertyOptional({ enum: progressStates, description: 'Of pledges' })
  @IsOptional()
  @IsIn(progressStates)
  progress?: Progress;

  @ApiPropertyOptional({ enum: verdicts, description: 'Of decisions' })
  @IsOptional()
  @IsIn(verdicts)
  verdict?: Verdict;

  @ApiPropertyOptional({
    format: 'date',
    description: 'Published, or decided, from this day on (UTC)',
  })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  from?: string;

  @ApiPropertyOptional({ format: 'date', description: 'To the end of this day (UTC)' })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  to?: string;

  @ApiPropertyOptional({
    format: 'date',
    description: 'Of signatories: on the register at the end of this day (UTC)',
  })
  @IsOptional()
  @Matches(/^\d{4}-\d{2}-\d{2}$/)
  @IsISO8601({ strict: true })
  on?: string;

  @ApiPropertyOptional({ description: 'The `next` of the page before' })
  @IsOptional()
  @IsString()
  @Matches(cursorPattern)
  after?: string;
}

export class FigureRowDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() name: string;
  @ApiProperty({ example: 'DE' }) countryCode: string;
  @ApiProperty({ enum: authorityKinds }) kind: AuthorityKind;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) caseId: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Of its public page' }) publicId:
    string | null;
  @ApiProperty({ format: 'date-time', description: 'When it was published or decided' }) at: string;
  @ApiProperty({ enum: verdicts, type: String, nullable: true }) verdict: Verdict | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Days from the proof of the address to the first decision',
  })
  days: number | null;
  @ApiProperty({ enum: progressStates, type: String, nullable: true }) progress: Progress | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'string' },
    nullable: true,
    description: 'The words of a pledged action',
  })
  wording: Record<string, string> | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'A pledge in the own words of the authority',
  })
  ownWords: string | null;
  @ApiProperty({ type: String, nullable: true }) ownWordsLanguage: string | null;
}

export class FigureRowsDto {
  @ApiProperty() total: number;
  @ApiProperty({ type: [FigureRowDto] }) items: FigureRowDto[];
  @ApiProperty({ type: String, nullable: true }) next: string | null;
}
