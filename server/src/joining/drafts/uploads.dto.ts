import { ApiProperty } from '@nestjs/swagger';
import { ShortText } from '../../platform/http/fields/text.js';
import { Integer } from '../../platform/http/fields/numbers.js';
import { longestFileName } from '../../platform/http/file-name.js';
import { limits } from '../../platform/config/limits.js';
import { DocumentFieldsDto } from '../submissions/submissions.dto.js';

/** A file that will be uploaded in pieces. */
export class BeginUploadDto extends DocumentFieldsDto {
  @ShortText(longestFileName, { example: 'Pact signed.pdf' })
  fileName: string;

  @Integer({
    min: 1,
    max: limits.documentBytes,
    showLimit: true,
    description: 'Size of the whole file',
  })
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
