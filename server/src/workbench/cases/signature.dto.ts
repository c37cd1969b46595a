import { ApiProperty } from '@nestjs/swagger';
import { signatureStates, type Signature } from '../../platform/documents/document.entity.js';

/** An electronic signature in a PDF, as far as the file itself tells. */
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
    enum: ['own', 'timestamp'],
    nullable: true,
    description: 'Whose clock told the time: the signer’s own, or a time stamp’s',
  })
  clock: 'own' | 'timestamp' | null;
  @ApiProperty({
    enum: signatureStates,
    description:
      'Whether the file is the one that was signed; `extended` when something was added afterwards',
  })
  state: Signature['state'];
}
