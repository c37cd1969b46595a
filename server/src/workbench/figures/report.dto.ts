import { ApiProperty } from '@nestjs/swagger';
import { authorityKinds, type AuthorityKind } from '../../../../contract/kinds.js';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.js';
import {
  reportingStates,
  type ReportingState,
} from '../../register/reporting/reporting.workflow.js';

/** The figures of one year. */
export class YearDto {
  @ApiProperty() year: number;
  @ApiProperty({ description: 'On the register at its end, or now' }) signatories: number;
  @ApiProperty({ description: 'Countries with a signatory at its end, or now' }) countries: number;
  @ApiProperty({ description: 'Published within the year' }) joined: number;
  @ApiProperty() withdrawn: number;
  @ApiProperty({ description: 'Pledges that were reported as done within the year' })
  pledgesDone: number;
  @ApiProperty({ description: 'Good practices that became public' }) practices: number;
  @ApiProperty({ description: 'Submissions whose address was proven' }) received: number;
  @ApiProperty() approved: number;
  @ApiProperty() rejected: number;
  @ApiProperty({ type: Number, nullable: true, description: 'Days to the first answer, median' })
  median: number | null;
  @ApiProperty({
    type: Number,
    nullable: true,
    description: 'Days to the first answer, 90th percentile',
  })
  ninetieth: number | null;
}

export class ReportPlaceDto {
  @ApiProperty() nameEn: string;
  @ApiProperty() nameFr: string;
  @ApiProperty({ example: 'DE' }) countryCode: string;
  @ApiProperty({ format: 'date-time' }) at: string;
}

export class ReportPledgeDto extends ReportPlaceDto {
  @ApiProperty({ type: 'object', additionalProperties: { type: 'string' }, nullable: true })
  wording: Record<string, string> | null;
  @ApiProperty({ type: String, nullable: true }) ownWords: string | null;
  @ApiProperty({ type: String, nullable: true }) ownWordsLanguage: string | null;
}

export class ReportCountryDto {
  @ApiProperty({ example: 'DE' }) code: string;
  @ApiProperty({ description: 'On the register at the end of the year, or now' })
  signatories: number;
  @ApiProperty({ description: 'Published within the year' }) joined: number;
}

export class ReportKindDto {
  @ApiProperty({ enum: authorityKinds }) kind: AuthorityKind;
  @ApiProperty() signatories: number;
  @ApiProperty() joined: number;
}

export class ReportYearDto {
  @ApiProperty() year: number;
  @ApiProperty({ description: 'On the register at its end, or now' }) signatories: number;
  @ApiProperty() joined: number;
}

export class ReportPillarDto {
  @ApiProperty({ enum: pillarCodes }) pillar: PillarCode;
  @ApiProperty({ description: 'With a pledge under it' }) signatories: number;
  @ApiProperty() pledges: number;
  @ApiProperty() done: number;
}

export class ReportStateDto {
  @ApiProperty({ enum: reportingStates }) state: ReportingState;
  @ApiProperty() signatories: number;
}

export class ReportNowDto {
  @ApiProperty({ type: [ReportPillarDto] }) pillars: ReportPillarDto[];
  @ApiProperty({ type: [ReportStateDto] }) reporting: ReportStateDto[];
}

/** The figures of the year in their parts. */
export class ReportBreakdownDto {
  @ApiProperty({ type: [ReportCountryDto] }) countries: ReportCountryDto[];
  @ApiProperty({ type: [ReportKindDto] }) kinds: ReportKindDto[];
  @ApiProperty({ type: [ReportYearDto], description: 'Up to this year' }) years: ReportYearDto[];
  @ApiProperty({
    type: ReportNowDto,
    nullable: true,
    description: 'Figures without a history; null for an earlier year',
  })
  now: ReportNowDto | null;
}

export class AnnualReportDto {
  @ApiProperty() figures: YearDto;
  @ApiProperty() before: YearDto;
  @ApiProperty({ type: [ReportPlaceDto] }) joined: ReportPlaceDto[];
  @ApiProperty({ type: [ReportPlaceDto] }) withdrawn: ReportPlaceDto[];
  @ApiProperty({ type: [ReportPledgeDto] }) pledgesDone: ReportPledgeDto[];
  @ApiProperty() breakdown: ReportBreakdownDto;
  @ApiProperty({ description: 'The first year with data' })
  firstYear: number;
}
