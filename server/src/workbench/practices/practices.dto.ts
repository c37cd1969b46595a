import { type PillarCode, pillarCodes } from '../../../../contract/pillars.js';
import { ApiProperty } from '@nestjs/swagger';
import { Cursor, FreeText, ShortText } from '../../platform/http/fields/text.js';
import { AnyCountry, AnyOf, Choice } from '../../platform/http/fields/choices.js';
import { Nested } from '../../platform/http/fields/things.js';
import { limits } from '../../platform/config/limits.js';
import { takeDownCodes, type TakeDownCode } from '../../register/practices/practice.entity.js';
import { PracticeSection } from '../../joining/submissions/dto/follow-up-sections.dto.js';
import { NamesDto } from '../register-editing/signatories.dto.js';

/**
 * public: visible to everyone. taken_down: removed from view by staff. with_signatory: hidden
 * because its signatory is not public.
 */
export const practiceStates = ['public', 'taken_down', 'with_signatory'] as const;
export type PracticeState = (typeof practiceStates)[number];

export class StaffPracticesQuery {
  @AnyOf(practiceStates)
  state?: PracticeState[];

  @AnyOf(pillarCodes)
  pillar?: PillarCode[];

  @AnyCountry({ description: 'ISO 3166-1 alpha-2', example: ['DE', 'FR'] })
  country?: string[];

  @ShortText(limits.searchLength, {
    optional: true,
    description: 'Words in the practice, or of any name of its signatory',
  })
  q?: string;

  @Cursor(/^[\w:.-]{1,100}$/)
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
  @Nested(PracticeSection)
  content: PracticeSection;
}

export class TakeDownDto {
  @Choice(takeDownCodes)
  reasonCode: TakeDownCode;

  @FreeText(1000, { description: 'For colleagues' })
  reason: string;
}
