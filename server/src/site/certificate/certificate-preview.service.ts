import { Injectable } from '@nestjs/common';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import { certificatePaper } from '../../joining/papers/certificate.js';
import { paperTextsIn } from '../../joining/papers/texts.js';
import { AppContext } from '../../platform/database/app-context.js';
import { SiteTextsReader } from '../public/site-texts-reader.service.js';
import type { CertificatePreviewDto } from './certificate-foot.dto.js';
import { CertificatePictures } from './certificate-pictures.service.js';

/** A sample certificate with unsaved changes, so that administrators can preview it. */
@Injectable()
export class CertificatePreview {
  constructor(
    private readonly pictures: CertificatePictures,
    private readonly texts: SiteTextsReader,
    private readonly context: AppContext,
  ) {}

  /** @throws Problem 422 when a picture no longer exists. */
  async of(typed: CertificatePreviewDto): Promise<Buffer> {
    const { language, signerName, signatureId, emblemId } = typed;
    const words = paperTextsIn(language, (await this.texts.of(language)).texts);
    const [signature, emblem] = [
      await this.pictures.chosen('signatureId', signatureId),
      await this.pictures.chosen('emblemId', emblemId),
    ];
    const office = (language === 'fr' ? typed.officeFr : typed.officeEn) ?? '';
    return certificatePaper(language, words, {
      official: words.endorsement.authority,
      name: words.endorsement.authority,
      country: words.endorsement.country,
      signedOn: dayInStrasbourg(),
      asOf: new Date().toISOString(),
      address: `${this.context.config.baseUrl}/${language}/signatories`,
      proof: null,
      foot: { signer: signerName ? { name: signerName, office, signature } : null, emblem },
    });
  }
}
