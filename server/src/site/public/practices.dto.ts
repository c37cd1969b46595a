import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsIn, IsOptional, IsString, Matches, MaxLength } from 'class-validator';
import { cursorPattern } from '../../platform/http/cursor.js';
import { authorityKinds, type AuthorityKind } from '../../../../contract/kinds.js';
import { Line } from '../../platform/http/decorators.js';
import { limits } from '../../platform/config/limits.js';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.js';
import { NamesDto, PracticeDto } from './public.dto.js';

export class PracticeQuery {
  @ApiPropertyOptional({ description: 'Words in the practice or the name of its signatory' })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(limits.searchLength)
  q?: string;

  @ApiPropertyOptional({ enum: pillarCodes })
  @Line()
  @IsOptional()
  @IsIn(pillarCodes)
  pillar?: PillarCode;

  @ApiPropertyOptional({ description: 'ISO 3166-1 alpha-2', example: 'DE' })
  @Line()
  @IsOptional()
  @Matches(/^[A-Z]{2}$/)
  country?: string;

  @ApiPropertyOptional({ description: 'The language it is written in (BCP 47)', example: 'fr' })
  @Line()
  @IsOptional()
  @Matches(/^[a-z]{2}$/)
  language?: string;

  @ApiPropertyOptional({ description: 'The `next` of a page' })
  @Line()
  @IsOptional()
  @Matches(cursorPattern)
  after?: string;
}

/** Whose practice it is. */
export class PracticeSignatoryDto {
  @ApiProperty({ example: 'kd7q2mxr' }) id: string;
  @ApiProperty({ example: 'kd7q2mxr-cologne' }) slug: string;
  @ApiProperty({ type: NamesDto }) names: NamesDto;
  @ApiProperty({ enum: authorityKinds }) kind: AuthorityKind;
  @ApiProperty({ example: 'DE' }) countryCode: string;
  @ApiProperty({ description: 'Demonstration data, not a real signatory' }) demo: boolean;
}

/** A good practice with the signatory that shares it. */
export class PracticePageDto extends PracticeDto {
  @ApiProperty({ type: PracticeSignatoryDto }) signatory: PracticeSignatoryDto;
}

export class PracticeListDto {
  @ApiProperty({ type: [PracticePageDto] }) items: PracticePageDto[];
  @ApiProperty({ description: 'How many match' }) total: number;
  @ApiProperty({ type: String, nullable: true }) next: string | null;
}
