import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { distanceKm } from '../../reference/authorities/distance.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import type { ExaminedCase } from '../findings/examined-case.js';
import { isIdentified } from '../findings/identity.js';
import { lookAlikesIn, resemblances } from '../findings/letters.js';
import { domainsOf } from '../findings/mailbox.js';
import { isPlaceOf } from '../findings/whereabouts.js';
import type { CaseEvidenceDto, PaperEvidenceDto, PlaceEvidenceDto } from './case-evidence.dto.js';

/** The facts behind the findings of an endorsement, as far as the screen shows them. */
@Injectable()
export class EvidenceService {
  constructor(private readonly documents: DocumentsService) {}

  async of(
    manager: EntityManager,
    submission: Submission,
    seen: ExaminedCase,
  ): Promise<CaseEvidenceDto> {
    return {
      ...domainsOf(seen),
      paper: await this.paper(manager, submission),
      place: placeEvidence(seen),
      identified: isIdentified(seen.answers),
      lookAlikes: lookAlikesIn(seen),
      resembles: (await resemblances(manager, [seen])).get(seen.id) ?? [],
    };
  }

  /**
   * For a paper entry: who entered it, and whether the scan that replaces the address proof is
   * present.
   */
  private async paper(
    manager: EntityManager,
    submission: Submission,
  ): Promise<PaperEvidenceDto | null> {
    if (!submission.enteredBy) return null;
    const [colleague] = await manager.query<{ name: string }[]>(
      `SELECT name FROM staff WHERE id = $1`,
      [submission.enteredBy],
    );
    return {
      enteredBy: colleague!.name,
      scanPresent: await this.documents.hasSignedPact(manager, submission.id),
    };
  }
}

/** The place that the authority chose, and whether its answers still match it. */
function placeEvidence({
  answers: { authority, place: pin },
  place,
}: ExaminedCase): PlaceEvidenceDto | null {
  if (!authority || !place) return null;
  const { nameOfficial, nameEn, countryCode, region, population } = place;
  return {
    ...{ nameOfficial, nameEn, countryCode, region, population },
    agrees: isPlaceOf(authority, place),
    distanceKm: pin ? Math.round(distanceKm(pin, place)) : null,
  };
}
