import { ApiProperty } from '@nestjs/swagger';
import {
  helplineAudiences,
  helplineCosts,
  type HelplineAudience,
  type HelplineCost,
} from '../../../../contract/helplines.js';
import { CountryFilter } from '../../platform/http/fields/choices.js';

export class HelplinesQuery {
  @CountryFilter({ optional: true, description: 'Only those of this country (ISO 3166-1)' })
  country?: string;
}

/** The helplines of a country, with their sources. */
export class HelplineDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ example: 'FR' }) country: string;
  @ApiProperty({ example: '119', description: 'As it is dialled within the country' })
  number: string;
  @ApiProperty({ type: String, nullable: true, example: 'Allô Enfance en danger' })
  name: string | null;
  @ApiProperty({
    enum: helplineAudiences,
    enumName: 'HelplineAudience',
    isArray: true,
    description:
      'Whom it is for: children, adults who worry about one, victims, missing children, any ' +
      'emergency',
  })
  audiences: HelplineAudience[];
  @ApiProperty({ type: Number, nullable: true, description: 'Only from this age' })
  minAge: number | null;
  @ApiProperty({ type: Number, nullable: true, description: 'Only up to this age' })
  maxAge: number | null;
  @ApiProperty({ type: String, nullable: true, example: '24/7' }) hours: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'Another contact address' })
  chat: string | null;
  @ApiProperty({ type: [String], description: 'Spoken languages, where known', example: ['fr'] })
  languages: string[];
  @ApiProperty({ enum: helplineCosts, type: String, nullable: true, description: 'Null: unknown' })
  cost: HelplineCost | null;
  @ApiProperty({ type: String, nullable: true }) link: string | null;
  @ApiProperty({ description: 'Where the number was read' }) source: string;
  @ApiProperty({ format: 'date', description: 'When it was last checked' }) checkedOn: string;
  @ApiProperty({
    description: 'Whether the source leaves no doubt; an uncertain number must not be offered',
  })
  certain: boolean;
}

export class HelplineListDto {
  @ApiProperty({ type: [HelplineDto] }) items: HelplineDto[];
}
