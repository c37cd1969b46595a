import { type PillarCode, pillarCodes } from '../../../../contract/pillars.js';
import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';

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

export class PillarDto {
  @ApiProperty({ enum: pillarCodes }) code: PillarCode;
  @ApiProperty({ type: TranslatedDto }) name: TranslatedDto;
  @ApiProperty({ type: TranslatedDto }) aim: TranslatedDto;
  @ApiProperty({ type: [ActionDto] }) actions: ActionDto[];
}
