import { Injectable } from '@nestjs/common';
import type { OfficialLanguage } from '../../../../contract/languages.js';
import type { CertificateFoot } from '../../joining/papers/certificate-foot.js';
import { PublicDatabase } from './public-database.js';

interface Row {
  name: string;
  office: string;
  signature: Buffer | null;
  emblem: Buffer | null;
  changedAt: string | null;
}

/** Public access to who signs the certificates, and to the emblem. */
@Injectable()
export class CertificateFootReader {
  constructor(private readonly database: PublicDatabase) {}

  /** `changedAt` is when an administrator last changed it. */
  async of(language: OfficialLanguage): Promise<CertificateFoot & { changedAt: string | null }> {
    const [row] = await this.database.query<Row>(
      `SELECT signer_name AS name, office_${language} AS office, signature, emblem,
        changed_at AS "changedAt"
       FROM public_certificate_foot`,
    );
    const { name, office, signature, emblem, changedAt } = row!;
    return { signer: name ? { name, office, signature } : null, emblem, changedAt };
  }

  /** The emblem that is in use, where it is this one. */
  async emblem(sha256: string): Promise<Buffer | null> {
    const [row] = await this.database.query<{ emblem: Buffer }>(
      'SELECT emblem FROM public_certificate_foot WHERE emblem_sha256 = $1',
      [sha256],
    );
    return row?.emblem ?? null;
  }
}
