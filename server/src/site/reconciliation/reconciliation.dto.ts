import { ApiProperty } from '@nestjs/swagger';
import { PageSize, WholeNumber } from '../../platform/http/fields/numbers.js';
import { ShortText, Verbatim } from '../../platform/http/fields/text.js';
import { limits } from '../../platform/config/limits.js';

const longest = 100_000;

/** One of the two; without either, the answer is the manifest. */
export class ReconcileQuery {
  @Verbatim(longest, {
    optional: true,
    description: 'A batch of queries as JSON, by keys of your choice',
    example: '{"q1":{"query":"Köln","properties":[{"pid":"country","v":"DE"}]}}',
  })
  queries?: string;

  @Verbatim(longest, {
    optional: true,
    description: 'Identifiers and properties as JSON',
    example: '{"ids":["kd7q2mxr"],"properties":[{"id":"population"}]}',
  })
  extend?: string;
}

export class SuggestQuery {
  @ShortText(limits.searchLength, { optional: true, description: 'The text typed so far' })
  prefix?: string;

  @WholeNumber(0, limits.mostSuggested, {
    optional: true,
    description: 'How many to leave out',
  })
  cursor?: number;
}

export class PropertiesQuery {
  @ShortText(limits.searchLength, { optional: true, description: 'Ignored: all have the same' })
  type?: string;

  @PageSize(limits.largestPage)
  limit: number = limits.largestPage;
}

export class PropertyDto {
  @ApiProperty({ example: 'population' }) id: string;
  @ApiProperty({ example: 'Population' }) name: string;
  @ApiProperty({ description: 'The name in French' }) description: string;
}

export class ProposedPropertiesDto {
  @ApiProperty({ type: [PropertyDto] }) properties: PropertyDto[];
  @ApiProperty({ example: 'signatory' }) type: string;
  @ApiProperty({ example: 100 }) limit: number;
}

export class SuggestedPropertiesDto {
  @ApiProperty({ type: [PropertyDto] }) result: PropertyDto[];
}

export class KindDto {
  @ApiProperty({ example: 'municipality' }) id: string;
  @ApiProperty({ example: 'Municipality' }) name: string;
}

export class SuggestedSignatoryDto {
  @ApiProperty({ example: 'kd7q2mxr' }) id: string;
  @ApiProperty({ example: 'Köln' }) name: string;
  @ApiProperty({ example: 'Cologne, Municipality, Germany' }) description: string;
  @ApiProperty({ type: [KindDto] }) notable: KindDto[];
}

export class SuggestedSignatoriesDto {
  @ApiProperty({ type: [SuggestedSignatoryDto] }) result: SuggestedSignatoryDto[];
}
