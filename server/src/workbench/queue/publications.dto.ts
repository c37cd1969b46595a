import { ApiProperty } from '@nestjs/swagger';
import { authorityKinds, type AuthorityKind } from '../../../../contract/kinds.js';
import { Day } from '../../platform/http/fields/days.js';

/** Two days and all between them. */
export class PublicationsQuery {
  @Day({ description: 'The first day', example: '2026-12-01' })
  from: string;

  @Day({ description: 'The last day', example: '2026-12-31' })
  to: string;
}

export class PublicationDto {
  @ApiProperty({ format: 'uuid', description: 'Of the case' }) caseId: string;
  @ApiProperty({ format: 'uuid' }) signatoryId: string;
  @ApiProperty({ format: 'date' }) publishOn: string;
  @ApiProperty() authorityName: string;
  @ApiProperty({ enum: authorityKinds }) kind: AuthorityKind;
  @ApiProperty({ example: 'DE' }) countryCode: string;
  @ApiProperty() demo: boolean;
}

export class PublicationsDto {
  @ApiProperty({ type: [PublicationDto], description: 'By day, then by name' })
  items: PublicationDto[];
  @ApiProperty({ description: 'In these days; the list may show fewer' }) total: number;
  @ApiProperty({ description: 'Scheduled in all' }) scheduled: number;
  @ApiProperty({ type: String, format: 'date', nullable: true, description: 'The first of all' })
  first: string | null;
}
