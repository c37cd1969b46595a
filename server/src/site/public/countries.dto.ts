import { ApiProperty } from '@nestjs/swagger';
import { PledgeCountsDto } from './public.dto.js';

export class TotalSourceDto {
  @ApiProperty() name: string;
  @ApiProperty() url: string;
  @ApiProperty({ example: '2017-18', description: 'Of the count' }) year: string;
}

/** The number of municipalities in a country, with a citable source. */
export class MunicipalityTotalDto {
  @ApiProperty({ example: 11054 }) municipalities: number;
  @ApiProperty({ type: TotalSourceDto }) source: TotalSourceDto;
}

/** A country with its figures from the register. */
export class CountryDto {
  @ApiProperty({ example: 'DE' }) code: string;
  @ApiProperty({ description: 'Member state of the Council of Europe' }) member: boolean;
  @ApiProperty() signatories: number;
  @ApiProperty({ description: 'Of them municipalities' }) municipalities: number;
  @ApiProperty() regions: number;
  @ApiProperty({ description: 'Of them associations and other organisations' }) others: number;
  @ApiProperty() pledges: number;
  @ApiProperty({
    type: PledgeCountsDto,
    description: 'Signatories with a pledge under each pillar',
  })
  pillars: PledgeCountsDto;
  @ApiProperty({
    type: MunicipalityTotalDto,
    nullable: true,
    description: 'Null where no source is known',
  })
  total: MunicipalityTotalDto | null;
}
