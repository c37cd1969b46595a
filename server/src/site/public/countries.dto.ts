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

/** The population of towns that have signed. */
export class InhabitantsDto {
  @ApiProperty({
    description:
      'Inhabitants of the municipalities that have signed, as they gave them or as the ' +
      'secretariat entered them, for example from an import. Regions and associations are not ' +
      'added; a district that signs beside its city is counted with it.',
  })
  inhabitants: number;
  @ApiProperty({ description: 'Municipalities whose inhabitants are counted' }) counted: number;
  @ApiProperty({ description: 'Municipalities of which no number is known' }) unknown: number;
}

/** A country with its figures from the register. */
export class CountryDto {
  @ApiProperty({ example: 'DE' }) code: string;
  @ApiProperty({ description: 'Member state of the Council of Europe' }) member: boolean;
  @ApiProperty() signatories: number;
  @ApiProperty({ description: 'Of them municipalities' }) municipalities: number;
  @ApiProperty() regions: number;
  @ApiProperty({ description: 'Of them associations and other organisations' }) others: number;
  @ApiProperty({ type: InhabitantsDto }) coverage: InhabitantsDto;
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
