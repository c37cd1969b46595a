import { ApiProperty } from '@nestjs/swagger';
import { Code, Name } from '../../platform/http/fields/text.js';
import { Id } from '../../platform/http/fields/things.js';

/** How the cleaned copy of a document is presented to the public. */
export class PublishFileDto {
  @Name(150, { example: 'Safe-sport charter' })
  title: string;

  @Code(/^[a-z]{2,3}$/, { example: 'de', description: 'Language of the file, BCP 47' })
  language: string;

  @Code(/^[0-9a-f]{64}$/, {
    example: 'd512dba355de32bb5da1a08da2866497ffdd5d0807a84e5e92b191db3ef345a1',
    description: 'SHA-256 of the copy that the publisher has opened: the ETag of `/copy`',
  })
  sha256: string;

  @Id({ optional: true, description: 'The pledge that it shows' })
  pledgeId?: string;
}

export class CaseFileDto {
  @ApiProperty({ format: 'uuid' }) documentId: string;
  @ApiProperty() fileName: string;
  @ApiProperty() mediaType: string;
  @ApiProperty({
    type: String,
    nullable: true,
    description: 'Last part of its public address; null while it is private',
  })
  publicId: string | null;
  @ApiProperty({ type: String, nullable: true }) title: string | null;
  @ApiProperty({ type: String, nullable: true }) language: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) pledgeId: string | null;
}

export class CasePledgeChoiceDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() text: string;
}

export class CaseFilesDto {
  @ApiProperty({ type: [CaseFileDto] }) files: CaseFileDto[];
  @ApiProperty({
    description:
      'Whether files may be published now: the case is approved and its signatory is public',
  })
  open: boolean;
  @ApiProperty({ type: [CasePledgeChoiceDto] }) pledges: CasePledgeChoiceDto[];
}
