import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { ShortText } from '../../platform/http/fields/text.js';
import { CountryFilter } from '../../platform/http/fields/choices.js';
import { PageSize } from '../../platform/http/fields/numbers.js';
import { limits } from '../../platform/config/limits.js';

export class PlaceQuery {
  @CountryFilter({ description: 'ISO 3166-1 alpha-2 of a member state', example: 'DE' })
  country: string;

  @ShortText(limits.searchLength, {
    description: 'Beginning of words in any of its names; accents, case and script do not matter',
    example: 'koln',
  })
  q: string;

  @PageSize(limits.placesFound)
  limit: number = limits.placesFound;
}

/** A populated place in a member state. From GeoNames (geonames.org), CC BY 4.0. */
export class PlaceDto {
  @ApiProperty({ description: "GeoNames' number of the place", example: 2886242 }) id: number;
  @ApiProperty({ example: 'DE' }) countryCode: string;
  @ApiProperty({
    description: 'First-level admin unit, in English; may be empty',
    example: 'North Rhine-Westphalia',
  })
  region: string;
  @ApiProperty({ description: 'In the official language and script', example: 'Köln' })
  nameOfficial: string;
  @ApiProperty({ example: 'Cologne' }) nameEn: string;
  @ApiProperty({ example: 'Cologne' }) nameFr: string;
  @ApiProperty({ description: 'Inhabitants; 0 where it is not known', example: 963395 })
  population: number;
  @ApiProperty({ example: 50.93333 }) latitude: number;
  @ApiProperty({ example: 6.95 }) longitude: number;
  @ApiPropertyOptional({ description: 'The other name that the search meant', example: 'Keulen' })
  foundBy?: string;
}
