import { ApiProperty } from '@nestjs/swagger';
import { documentKinds, type DocumentKind } from '../../../../contract/kinds.js';
import {
  findings,
  noCopyReasons,
  scans,
  signatureStates,
  type Finding,
  type NoCopyReason,
  type Scan,
  type Signature,
} from '../../platform/documents/document.entity.js';

/** An electronic signature in a PDF, as the file itself describes it. */
export class SignatureDto implements Signature {
  @ApiProperty({ type: String, nullable: true, description: 'The name in the certificate' })
  signer: string | null;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'Who issued the certificate, as the certificate says; not checked against a trust list',
  })
  issuer: string | null;
  @ApiProperty({ type: String, nullable: true, format: 'date-time' }) at: string | null;
  @ApiProperty({
    enum: ['own', 'timestamp', 'document'],
    nullable: true,
    description:
      'Whose clock told the time: the signer’s own, or a time stamp’s; `document` is a time ' +
      'stamp of the file alone, and nobody’s signature',
  })
  clock: 'own' | 'timestamp' | 'document' | null;
  @ApiProperty({
    enum: signatureStates,
    description:
      'Whether the file is the one that was signed; `extended` when something was added afterwards',
  })
  state: Signature['state'];
}

export class CaseDocumentDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty({ enum: documentKinds }) kind: DocumentKind;
  @ApiProperty() fileName: string;
  @ApiProperty({ example: 'application/pdf' }) mediaType: string;
  @ApiProperty() bytes: number;
  @ApiProperty({ description: 'SHA-256 of the content, hexadecimal' }) sha256: string;
  @ApiProperty({ enum: findings, isArray: true, description: 'Active or hidden content' })
  findings: Finding[];
  @ApiProperty({ enum: scans, description: 'The result of the virus scan' }) scan: Scan;
  @ApiProperty({
    type: String,
    nullable: true,
    description:
      'SHA-256 of the copy without metadata and active content; null where none could be made',
  })
  cleanSha256: string | null;
  @ApiProperty({
    enum: noCopyReasons,
    nullable: true,
    description: 'Why there is no copy, as far as it is known',
  })
  noCopy: NoCopyReason | null;
  @ApiProperty({
    type: [SignatureDto],
    description:
      'Electronic signatures in a PDF; certificates are not checked against a trust list',
  })
  signatures: SignatureDto[];
  @ApiProperty({ description: 'Whether a colleague opened it; needed before approval' })
  opened: boolean;
}
