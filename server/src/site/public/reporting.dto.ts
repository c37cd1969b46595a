import { ApiProperty } from '@nestjs/swagger';
import { leastReporters } from '../../../../contract/least-reporters.js';

const year = (description: string) =>
  ApiProperty({ type: Number, nullable: true, example: 2026, description });

/** The results of the pledges, each counted once. */
export class KeptDto {
  @ApiProperty() done: number;
  @ApiProperty() underWay: number;
  @ApiProperty({ description: 'Planned still, as was reported' }) notBegun: number;
  @ApiProperty() dropped: number;
  @ApiProperty({ description: 'Planned when they were made; no report has mentioned them since' })
  notReported: number;
  @year('Of the oldest of the last reports on these pledges; null before the first report')
  from: number | null;
  @year('Of the newest of them') until: number | null;
}

/** How many of today's signatories with pledges reported in a year. */
export class ReportingYearDto {
  @ApiProperty({ example: 2026 }) year: number;
  @ApiProperty({ description: 'With a report that was accepted in it' }) reported: number;
  @ApiProperty({
    type: Number,
    nullable: true,
    description:
      'On this register through all of it, without one; null until the register has changed in a ' +
      'later year',
  })
  without: number | null;
}

class ReportersDto {
  @ApiProperty({ description: 'With pledges and at least one accepted report' }) reported: number;
  @ApiProperty({ description: 'With pledges and no report yet' }) notYet: number;
}

export class CountryReportersDto extends ReportersDto {
  @ApiProperty({ example: 'DE' }) code: string;
}

export class SizeReportersDto extends ReportersDto {
  @ApiProperty({
    type: Number,
    nullable: true,
    example: 10_000,
    description: 'Inhabitants from which on a municipality is of this class; null: not known',
  })
  from: number | null;
}

/** Who reports: over the years, by country, and by size. */
export class ReportingFiguresDto {
  @ApiProperty({ type: [ReportingYearDto], description: 'From the year of the first report on' })
  years: ReportingYearDto[];
  @ApiProperty({
    type: [CountryReportersDto],
    description: `Countries with at least ${leastReporters} signatories that have pledges`,
  })
  countries: CountryReportersDto[];
  @ApiProperty({
    type: [SizeReportersDto],
    description: `Of municipalities, where at least ${leastReporters} of a class have pledges`,
  })
  sizes: SizeReportersDto[];
}
