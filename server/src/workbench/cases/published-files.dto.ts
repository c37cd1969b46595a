import { ApiProperty, ApiPropertyOptional } from '@nestjs/swagger';
import { IsNotEmpty, IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { IsPlainName, Line } from '../../platform/http/decorators.js';

/** How the cleaned copy of a document is shown to the public. */
export class PublishFileDto {
  @ApiProperty({ example: 'Safe-sport charter' })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(150, { context: { max: 150 } })
  @IsPlainName()
  title: string;

  @ApiProperty({ example: 'de', description: 'Language of the file, BCP 47' })
  @Line()
  @IsNotEmpty()
  @Matches(/^[a-z]{2,3}$/)
  language: string;

  @ApiPropertyOptional({ format: 'uuid', description: 'The pledge that it shows' })
  @IsOptional()
  @IsUUID()
  pledgeId?: string;
}

export class CaseFileDto {
  @ApiProperty({ format: 'uuid' }) documentId: string;
  @ApiProperty() fileName: string;
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
