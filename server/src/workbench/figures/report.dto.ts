import { ApiProperty } from '@nestjs/swagger';

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

export class AnnualReportDto {
  @ApiProperty() figures: YearDto;
  @ApiProperty() before: YearDto;
  @ApiProperty({ type: [ReportPlaceDto] }) joined: ReportPlaceDto[];
  @ApiProperty({ type: [ReportPlaceDto] }) withdrawn: ReportPlaceDto[];
  @ApiProperty({ type: [ReportPledgeDto] }) pledgesDone: ReportPledgeDto[];
  @ApiProperty({ description: 'The first year with data' })
  firstYear: number;
}
