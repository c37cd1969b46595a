import { ApiProperty } from '@nestjs/swagger';
import {
  helplineAudiences,
  helplineCosts,
  helplineReportOutcomes,
  type HelplineAudience,
  type HelplineCost,
  type HelplineReportOutcome,
} from '../../../../contract/helplines.js';
import { languages, type Language } from '../../../../contract/languages.js';
import { Choice, Choices, Country, Flag } from '../../platform/http/fields/choices.js';
import { PastDay } from '../../platform/http/fields/days.js';
import { WholeNumber } from '../../platform/http/fields/numbers.js';
import { Code, ShortText, WebAddress } from '../../platform/http/fields/text.js';

/** An administrator's data on a helpline. All of it needs a source. */
export class EditHelplineDto {
  @Country() country: string;

  @Code(/^\+?[0-9 ()./-]{2,30}$/, { description: 'As it is dialled within the country' })
  number: string;

  @ShortText(120, { optional: true, nullable: true })
  name?: string | null;

  @Choices(helplineAudiences)
  audiences: HelplineAudience[];

  @WholeNumber(0, 99, { optional: true, nullable: true, description: 'Only from this age' })
  minAge?: number | null;

  @WholeNumber(0, 99, { optional: true, nullable: true, description: 'Only up to this age' })
  maxAge?: number | null;

  @ShortText(80, { optional: true, nullable: true, example: '24/7' })
  hours?: string | null;

  @WebAddress(300, { optional: true, nullable: true, description: 'Another contact address' })
  chat?: string | null;

  @Code(/^([a-z]{2}(, ?[a-z]{2}){0,19})?$/, {
    optional: true,
    nullable: true,
    description: 'Spoken languages by their codes, with commas between them',
    example: 'nl, fr',
  })
  languages?: string | null;

  @Choice(helplineCosts, { optional: true, nullable: true })
  cost?: HelplineCost | null;

  @WebAddress(300, { optional: true, nullable: true })
  link?: string | null;

  @ShortText(500, { description: 'Where the number was read' })
  source: string;

  @PastDay({ description: 'When it was last checked against the source' })
  checkedOn: string;

  @Flag({ description: 'Whether the source leaves no doubt; only then is the number offered' })
  certain: boolean;
}

/** A helpline as staff see it. */
export class StaffHelplineDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() country: string;
  @ApiProperty() number: string;
  @ApiProperty({ type: String, nullable: true }) name: string | null;
  @ApiProperty({ enum: helplineAudiences, enumName: 'HelplineAudience', isArray: true })
  audiences: HelplineAudience[];
  @ApiProperty({ type: Number, nullable: true }) minAge: number | null;
  @ApiProperty({ type: Number, nullable: true }) maxAge: number | null;
  @ApiProperty({ type: String, nullable: true }) hours: string | null;
  @ApiProperty({ type: String, nullable: true }) chat: string | null;
  @ApiProperty({ type: [String] }) languages: string[];
  @ApiProperty({ enum: helplineCosts, type: String, nullable: true }) cost: HelplineCost | null;
  @ApiProperty({ type: String, nullable: true }) link: string | null;
  @ApiProperty() source: string;
  @ApiProperty({ format: 'date' }) checkedOn: string;
  @ApiProperty() checkedBy: string;
  @ApiProperty() certain: boolean;
  @ApiProperty({ description: 'Not confirmed for 12 months' }) stale: boolean;
  @ApiProperty() version: number;
}

/** The error that a reader reports. */
export class HelplineReportItemDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() country: string;
  @ApiProperty() number: string;
  @ApiProperty({ type: String, nullable: true }) remark: string | null;
  @ApiProperty({ enum: languages, description: 'Of the page it was sent from' })
  language: Language;
  @ApiProperty({ format: 'date-time' }) createdAt: Date;
}

export class HelplinesOverviewDto {
  @ApiProperty({ type: [StaffHelplineDto] }) items: StaffHelplineDto[];
  @ApiProperty({ type: [HelplineReportItemDto], description: 'Oldest first' })
  reports: HelplineReportItemDto[];
}

/** One step of a line's history: each field that changed, with what it said before and after. */
export class HelplineChangeDto {
  @ApiProperty({ format: 'date-time' }) at: Date;
  @ApiProperty() action: string;
  @ApiProperty({ type: String, nullable: true }) by: string | null;
  @ApiProperty({
    type: 'object',
    additionalProperties: { type: 'object', properties: { from: {}, to: {} } },
    example: { hours: { from: null, to: '24/7' } },
  })
  changes: Record<string, { from?: unknown; to?: unknown }>;
}

export class CloseHelplineReportDto {
  @Choice(helplineReportOutcomes, { description: 'The outcome of the report' })
  outcome: HelplineReportOutcome;
}
