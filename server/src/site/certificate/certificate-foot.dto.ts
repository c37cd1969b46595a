import { ApiProperty } from '@nestjs/swagger';
import { officialLanguages, type OfficialLanguage } from '../../../../contract/languages.js';
import { Choice } from '../../platform/http/fields/choices.js';
import { Id } from '../../platform/http/fields/things.js';
import { Name } from '../../platform/http/fields/text.js';
import { footLengths } from '../../../../contract/certificate.js';

type Typed = Partial<CertificateFootDto>;
/** Whether anything is said of who signs: then the name and both offices are needed. */
const someoneSigns = (fields: object) => {
  const { signerName, officeEn, officeFr, signatureId } = fields as Typed;
  return Boolean(signerName || officeEn || officeFr || signatureId);
};
const ofSigner = { requiredWhen: someoneSigns, mayBeEmpty: true, optional: true } as const;

/** Who signs the certificates, and the emblem on them. */
export class CertificateFootDto {
  @Name(footLengths.name, { ...ofSigner, description: 'Who signs; empty: nobody' })
  signerName?: string;

  @Name(footLengths.office, { ...ofSigner, description: 'The office in English' })
  officeEn?: string;

  @Name(footLengths.office, { ...ofSigner, description: 'The office in French' })
  officeFr?: string;

  @Id({ optional: true, nullable: true, description: 'A picture of the signature' })
  signatureId?: string | null;

  @Id({ optional: true, nullable: true, description: 'A picture of the emblem' })
  emblemId?: string | null;
}

/** In the body and never in a URL: it names a person who is perhaps never saved. */
export class CertificatePreviewDto extends CertificateFootDto {
  @Choice(officialLanguages)
  language: OfficialLanguage;
}

export class VersionedCertificateFootDto {
  @ApiProperty({ description: 'Empty: nobody signs' }) signerName: string;
  @ApiProperty() officeEn: string;
  @ApiProperty() officeFr: string;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) signatureId: string | null;
  @ApiProperty({ type: String, format: 'uuid', nullable: true }) emblemId: string | null;
  @ApiProperty({ description: 'Send it in If-Match; 0 before the first change' }) version: number;
}

export class CertificatePictureDto {
  @ApiProperty({ format: 'uuid' }) id: string;
  @ApiProperty() width: number;
  @ApiProperty() height: number;
}
