import { type AuthorityKind, authorityKinds } from '../../../../contract/kinds.js';
import { type PillarCode, pillarCodes } from '../../../../contract/pillars.js';
import { ApiProperty } from '@nestjs/swagger';
import { Cursor, ShortText } from '../../platform/http/fields/text.js';
import { AnyCode, AnyOf } from '../../platform/http/fields/choices.js';
import { PageSize } from '../../platform/http/fields/numbers.js';
import { limits } from '../../platform/config/limits.js';
import { NamesDto, PracticeDto } from './public.dto.js';

export class PracticeQuery {
  @ShortText(limits.searchLength, {
    optional: true,
    description: 'Words in the practice or the name of its signatory',
  })
  q?: string;

  @AnyOf(pillarCodes, { showCommas: true, description: 'Which of the pillars, one or several' })
  pillar?: PillarCode[];

  @AnyCode(/^[A-Z]{2}$/, {
    showCommas: true,
    description: 'ISO 3166-1 alpha-2, one or several',
    example: ['DE', 'FR'],
  })
  country?: string[];

  @AnyCode(/^[a-z]{2}$/, {
    showCommas: true,
    description: 'The languages that it may be written in (BCP 47)',
    example: ['fr'],
  })
  language?: string[];

  @Cursor(/^[\w-]{1,600}$/, 'The `next` of a page')
  after?: string;

  @PageSize(limits.pageSize)
  limit: number = limits.pageSize;
}

/** The signatory that shares the practice. */
export class PracticeSignatoryDto {
  @ApiProperty({ example: 'kd7q2mxr' }) id: string;
  @ApiProperty({ example: 'kd7q2mxr-cologne' }) slug: string;
  @ApiProperty({ type: NamesDto }) names: NamesDto;
  @ApiProperty({ enum: authorityKinds }) kind: AuthorityKind;
  @ApiProperty({ example: 'DE' }) countryCode: string;
  @ApiProperty({ description: 'Demonstration data, not a real signatory' }) demo: boolean;
}

/** A good practice with the signatory that shares it. */
export class PracticePageDto extends PracticeDto {
  @ApiProperty({ type: PracticeSignatoryDto }) signatory: PracticeSignatoryDto;
}

export class PracticeListDto {
  @ApiProperty({ type: [PracticePageDto] }) items: PracticePageDto[];
  @ApiProperty({ description: 'How many match' }) total: number;
  @ApiProperty({ type: String, nullable: true }) next: string | null;
}
