import { ApiProperty } from '@nestjs/swagger';
import { authorityKinds, type AuthorityKind } from '../../../../contract/kinds.js';
import { pillarCodes, type PillarCode } from '../../../../contract/pillars.js';
import { CountryDto } from './countries.dto.js';
import { KeptDto, ReportingFiguresDto } from './reporting.dto.js';

export class ProgressCountsDto {
  @ApiProperty() planned: number;
  @ApiProperty() under_way: number;
  @ApiProperty() done: number;
  @ApiProperty() dropped: number;
}

/**
 * An action of the Pact: how many signatories have pledged it, and the progress of their pledges.
 */
export class ActionFiguresDto {
  @ApiProperty({ example: 'prevention.training' }) action: string;
  @ApiProperty() signatories: number;
  @ApiProperty({ type: ProgressCountsDto }) progress: ProgressCountsDto;
}

export class GrowthDto {
  @ApiProperty({ example: 2014 }) year: number;
  @ApiProperty() joined: number;
  @ApiProperty({ description: 'All until the end of the year' }) total: number;
}

export class KindFigureDto {
  @ApiProperty({ enum: authorityKinds }) kind: AuthorityKind;
  @ApiProperty() signatories: number;
}

export class PillarFigureDto {
  @ApiProperty({ enum: pillarCodes }) pillar: PillarCode;
  @ApiProperty({ description: 'With a pledge under it' }) signatories: number;
  @ApiProperty() pledges: number;
  @ApiProperty({ type: ProgressCountsDto }) progress: ProgressCountsDto;
}

/** The register's growth and content in figures. */
export class RegisterFiguresDto {
  @ApiProperty({ type: [GrowthDto], description: 'By the year of joining, where it is known' })
  growth: GrowthDto[];
  @ApiProperty({ description: 'Signatories whose year of joining is in no source' })
  undated: number;
  @ApiProperty({ type: [CountryDto] }) countries: CountryDto[];
  @ApiProperty({ type: [KindFigureDto] }) kinds: KindFigureDto[];
  @ApiProperty({ type: [PillarFigureDto] }) pillars: PillarFigureDto[];
  @ApiProperty({ type: KeptDto }) kept: KeptDto;
  @ApiProperty({ type: ReportingFiguresDto }) reporting: ReportingFiguresDto;
}
