import { ApiProperty } from '@nestjs/swagger';
import { ShortText } from '../../platform/http/fields/text.js';
import { limits } from '../../platform/config/limits.js';

/** The kinds of results of the global search. */
export const foundKinds = ['cases', 'signatories', 'people', 'notes', 'colleagues'] as const;
export type FoundKind = (typeof foundKinds)[number];

export class SearchQuery {
  @ShortText(limits.searchLength, {
    description: 'Words of a name, a reference, an address or a note',
  })
  q: string;
}

export class FoundDto {
  @ApiProperty({ description: 'Of the case, the signatory or the colleague that it leads to' })
  id: string;
  @ApiProperty() name: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The reference, the authority of a person, or the author of a note',
  })
  about: string | null;
  @ApiProperty({ type: String, nullable: true, description: 'A piece of the note' })
  excerpt: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'The state of a case or a signatory; contact or signer for a person',
  })
  what: string | null;
}

export class FoundGroupDto {
  @ApiProperty({ enum: foundKinds }) kind: FoundKind;
  @ApiProperty({ type: [FoundDto] }) items: FoundDto[];
  @ApiProperty({ description: 'Whether there are more' }) more: boolean;
}

export class SearchDto {
  @ApiProperty({ type: [FoundGroupDto], description: 'Only kinds that the roles open' })
  groups: FoundGroupDto[];
}
