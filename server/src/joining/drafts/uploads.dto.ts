import { ApiProperty } from '@nestjs/swagger';
import { IsInt, IsNotEmpty, IsString, Max, MaxLength, Min } from 'class-validator';
import { Line } from '../../platform/http/decorators.js';
import { limits } from '../../platform/config/limits.js';
import { DocumentFieldsDto } from '../submissions/submissions.dto.js';

/** A file that will come in pieces. */
export class BeginUploadDto extends DocumentFieldsDto {
  @ApiProperty({ example: 'Pact signed.pdf' })
  @Line()
  @IsNotEmpty()
  @IsString()
  @MaxLength(255)
  fileName: string;

  @ApiProperty({ description: 'Size of the whole file', maximum: limits.documentBytes })
  @IsInt()
  @Min(1)
  @Max(limits.documentBytes, { context: { max: limits.documentBytes } })
  bytes: number;
}

export class UploadDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ description: 'So many bytes have arrived: the next piece begins there' })
  offset: number;
  @ApiProperty() bytes: number;
  @ApiProperty({
    type: String,
    format: 'uuid',
    nullable: true,
    description: 'The document, once all has arrived and was accepted',
  })
  documentId: string | null;
}
