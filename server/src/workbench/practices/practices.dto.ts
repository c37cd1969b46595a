import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { Type } from 'class-transformer';
import {
  ArrayMaxSize,
  IsArray,
  IsIn,
  IsISO31661Alpha2,
  IsNotEmpty,
  IsObject,
  IsOptional,
  IsString,
  Matches,
  MaxLength,
  ValidateNested,
} from 'class-validator';
import { cursorPattern } from '../../platform/http/cursor.js';
import { Line, Lines } from '../../platform/http/decorators.js';
import { limits } from '../../platform/config/limits.js';
import { takeDownCodes, type TakeDownCode } from '../../register/practices/practice.entity.js';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.js';
import { PracticeSection } from '../../joining/submissions/dto/follow-up-sections.dto.js';
import { NamesDto, Several } from '../register-editing/signatories.dto.js';

/**
 * public: everybody reads it. taken_down: staff took it down. with_signatory: its signatory is not
 * public, and it is not either.
 */
export const practiceStates = ['public', 'taken_down', 'with_signatory'] as const;
export type PracticeState = (typeof practiceStates)[number];

export class StaffPracticesQuery {
  @ApiPropertyOptional({ enum: practiceStates, isArray: true })
  @Several()
  @IsOptional()
  @IsIn(practiceStates, { each: true })
  state?: PracticeState[];

  @ApiPropertyOptional({ enum: pillarCodes, isArray: true })
  @Several()
  @IsOptional()
  @IsIn(pillarCodes, { each: true })
  pillar?: PillarCode[];

  @ApiPropertyOptional({ type: [String], description: 'ISO 3166-1 alpha-2', example: ['DE', 'FR'] })
  @Several()
  @IsOptional()
  @IsArray()
  @ArrayMaxSize(60, { context: { max: 60 } })
  @IsISO31661Alpha2({ each: true })
  country?: string[];

  @ApiPropertyOptional({ description: 'Words in the practice, or of any name of its signatory' })
  @Line()
  @IsOptional()
  @IsString()
  @MaxLength(limits.searchLength)
  q?: string;

  @ApiPropertyOptional({ description: 'The `next` of the page before' })
  @IsOptional()
  @IsString()
  @Matches(cursorPattern)
  after?: string;
}

export class StaffPracticeRowDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() title: string;
  @ApiProperty({ enum: pillarCodes }) pillar: PillarCode;
  @ApiProperty({ enum: practiceStates }) state: PracticeState;
  @ApiProperty({ description: 'The language it is written in (BCP 47)' }) language: string;
  @ApiProperty({ type: NamesDto }) names: NamesDto;
  @ApiProperty() countryCode: string;
  @ApiProperty({ format: 'uuid' }) signatoryId: string;
  @ApiProperty({ format: 'date-time' }) publishedAt: string;
  @ApiProperty({ description: 'Demonstration data' }) demo: boolean;
}

export class StaffPracticeRowsDto {
  @ApiProperty({ type: [StaffPracticeRowDto] }) items: StaffPracticeRowDto[];
  @ApiProperty({ description: 'How many there are on all pages' }) total: number;
  @ApiProperty({ type: String, nullable: true, description: 'Pass as `after` for the next page' })
  next: string | null;
  @ApiProperty({ type: [String], description: 'Every country from which there is one' })
  countries: string[];
}

export class TakenDownDto {
  @ApiProperty({ format: 'date-time' }) at: string;
  @ApiProperty({ enum: takeDownCodes }) reasonCode: TakeDownCode;
  @ApiProperty({ description: 'For colleagues' }) reason: string;
}

export class EditedPracticeDto extends StaffPracticeRowDto {
  @ApiProperty() version: number;
  @ApiProperty({ type: PracticeSection, description: 'What it says' }) content: PracticeSection;
  @ApiProperty({ format: 'date-time' }) changedAt: string;
  @ApiProperty({ type: TakenDownDto, nullable: true }) takenDown: TakenDownDto | null;
  @ApiProperty({ format: 'uuid', description: 'The case by which it came' }) submissionId: string;
  @ApiProperty({ description: 'Whether the signed-in colleague may edit it and take it down' })
  mayEdit: boolean;
}

export class EditPracticeDto {
  @ApiProperty({ type: PracticeSection })
  @IsObject()
  @ValidateNested()
  @Type(() => PracticeSection)
  content: PracticeSection;
}

export class TakeDownDto {
  @ApiProperty({ enum: takeDownCodes })
  @IsNotEmpty()
  @IsIn(takeDownCodes)
  reasonCode: TakeDownCode;

  @ApiProperty({ description: 'For colleagues' })
  @Lines()
  @IsNotEmpty()
  @IsString()
  @MaxLength(1000, { context: { max: 1000 } })
  reason: string;
}
