import { type PillarCode, pillarCodes } from '../../../../contract/pillars.js';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { pactWordings, type PactWording } from '../../../../contract/pact-content.js';
import { WholeNumber } from '../../platform/http/fields/numbers.js';

export class TranslatedDto {
  @ApiProperty() en: string;
  @ApiProperty() fr: string;
  @ApiPropertyOptional() de?: string;
  @ApiPropertyOptional() uk?: string;
  @ApiPropertyOptional() pt?: string;
  @ApiPropertyOptional() it?: string;
  @ApiPropertyOptional() es?: string;
  @ApiPropertyOptional() nl?: string;
  @ApiPropertyOptional() pl?: string;
  @ApiPropertyOptional() ro?: string;
  @ApiPropertyOptional() el?: string;
  @ApiPropertyOptional() tr?: string;
}

export class ActionDto {
  @ApiProperty({ example: 'prevention.training' }) code: string;
  @ApiProperty({ type: TranslatedDto }) wording: TranslatedDto;
  @ApiProperty({ type: TranslatedDto, description: 'What it means in practice' })
  explanation: TranslatedDto;
  @ApiProperty({ description: 'Articles of the Lanzarote Convention (CETS 201)' }) source: string;
}

/** An action that the list no longer has. Pledges of it stay as they were made. */
export class RetiredActionDto extends ActionDto {
  @ApiProperty({ description: 'The last version of the Pact that listed it' }) lastVersion: number;
}

export class PillarDto {
  @ApiProperty({ enum: pillarCodes }) code: PillarCode;
  @ApiProperty({ type: TranslatedDto }) name: TranslatedDto;
  @ApiProperty({ type: TranslatedDto }) aim: TranslatedDto;
  @ApiProperty({ type: [ActionDto] }) actions: ActionDto[];
  @ApiProperty({ type: [RetiredActionDto], description: 'Actions that only earlier versions list' })
  retired: RetiredActionDto[];
  @ApiProperty({ description: 'The version of the Pact that says this' }) version: number;
  @ApiProperty({
    enum: pactWordings,
    description: 'Whether the Congress has approved this wording',
  })
  wording: PactWording;
}

/** One version of the Pact, without its pillars. */
export class PactVersionDto {
  @ApiProperty({ description: 'Its number' }) version: number;
  @ApiProperty({ format: 'date-time' }) publishedAt: string;
  @ApiProperty({
    enum: pactWordings,
    description: 'Whether the Congress has approved this wording',
  })
  wording: PactWording;
  @ApiProperty({ type: String, format: 'date', nullable: true }) approvedOn: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'The document that approves it' })
  approvalDocument: string | null;
  @ApiProperty({ type: String, nullable: true }) approvalUrl: string | null;
  @ApiProperty({ type: TranslatedDto }) preamble: TranslatedDto;
  @ApiProperty({ type: [TranslatedDto], description: 'What an authority declares by signing' })
  undertakings: TranslatedDto[];
}

export class PactQuery {
  @WholeNumber(1, 999_999, { optional: true, description: 'A version; otherwise the one in force' })
  version?: number;
}
