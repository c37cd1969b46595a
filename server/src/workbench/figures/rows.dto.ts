import {
  type AuthorityKind,
  type ProgressState as Progress,
  authorityKinds,
  progressStates,
} from '../../../../contract/kinds.js';
import { type PillarCode, pillarCodes } from '../../../../contract/pillars.js';
import { ApiProperty } from '@nestjs/swagger';
import { Code, Cursor } from '../../platform/http/fields/text.js';
import { Day } from '../../platform/http/fields/days.js';
import { Choice, CountryFilter } from '../../platform/http/fields/choices.js';
import { verdicts, type Verdict } from '../decisions/decision.dto.js';

const figures = ['signatories', 'pledges', 'decisions', 'first_decisions'] as const;
type Figure = (typeof figures)[number];

/**
 * Selects the rows that a figure counts. Parameters that do not apply to the figure are ignored.
 */
export class RowsQuery {
  @Choice(figures)
  of: Figure;

  @CountryFilter({ optional: true, example: 'DE', description: 'Of signatories' })
  country?: string;

  @Choice(authorityKinds, { optional: true, description: 'Of signatories' })
  kind?: AuthorityKind;

  @Choice(pillarCodes, { optional: true, description: 'Of pledges' })
  pillar?: PillarCode;

  @Code(/^[a-z]+\.[\w-]{1,60}$/, {
    optional: true,
    description: 'Of pledges',
    example: 'prevention.training',
  })
  action?: string;

  @Choice(progressStates, { optional: true, description: 'Of pledges' })
  progress?: Progress;

  @Choice(verdicts, { optional: true, description: 'Of decisions' })
  verdict?: Verdict;

  @Day({ optional: true, description: 'Published, or decided, from this day in Strasbourg on' })
  from?: string;

  @Day({ optional: true, description: 'To the end of this day in Strasbourg' })
  to?: string;

  @Day({
    optional: true,
    description: 'Of signatories: on the register at the end of this day in Strasbourg',
  })
  on?: string;

  @Cursor()
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
