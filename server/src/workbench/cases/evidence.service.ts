import { Injectable } from '@nestjs/common';
import { getDomain } from 'tldts';
import type { EntityManager } from 'typeorm';
import { factsOfType } from '../../../../contract/facts.js';
import { lookAlikes } from '../../platform/text/scripts.js';
import { DocumentsService } from '../../platform/documents/documents.service.js';
import { identityKey } from '../../platform/text/text.js';
import type { Answers } from '../../joining/submissions/answers.js';
import type { Submission } from '../../joining/submissions/submission.entity.js';
import { resembling } from '../../reference/authorities/resembling.js';
import { distanceKm, type Point } from '../../reference/authorities/distance.js';
import type {
  CaseEvidenceDto,
  LookAlikeDto,
  PaperEvidenceDto,
  PlaceEvidenceDto,
  ResemblanceDto,
} from './review.dto.js';

/**
 * Collects evidence for or against an endorsement beyond its own answers. It informs staff and
 * never blocks a decision.
 */
@Injectable()
export class EvidenceService {
  constructor(private readonly documents: DocumentsService) {}

  async of(manager: EntityManager, submission: Submission): Promise<CaseEvidenceDto> {
    return {
      ...domains(submission),
      paper: await this.paper(manager, submission),
      place: await this.place(manager, submission),
      identified: isIdentified(submission.answers),
      lookAlikes: lookAlikesIn(submission),
      resembles: await resemblances(manager, submission),
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

  /**
   * The place that the authority chose from the gazetteer, and whether its answers still match it.
   */
  private async place(
    manager: EntityManager,
    { answers }: Submission,
  ): Promise<PlaceEvidenceDto | null> {
    const { authority, place: pin } = answers;
    if (!authority?.placeId) return null;
    const [place] = await manager.query<PlaceRow[]>(
      `SELECT name_official AS "nameOfficial", name_en AS "nameEn", country_code AS "countryCode",
        region, population, latitude, longitude
       FROM place WHERE id = $1`,
      [authority.placeId],
    );
    if (!place) return null;
    const names = [place.nameOfficial, place.nameEn].map(identityKey);
    const { latitude, longitude, ...shown } = place;
    return {
      ...shown,
      agrees:
        place.countryCode === authority.countryCode &&
        names.includes(identityKey(authority.nameOfficial)),
      distanceKm: pin ? Math.round(distanceKm(pin, { latitude, longitude })) : null,
    };
  }
}

/**
 * Whether the authority is unambiguous. A municipality needs more than its name, because many share
 * one.
 */
export function isIdentified({ authority }: Answers): boolean {
  if (!authority) return true;
  return (
    authority.kind !== 'municipality' ||
    Boolean(authority.region) ||
    authority.placeId !== undefined
  );
}

/** A text under its field's name, and the country whose script it may use besides Latin letters. */
type LatinOrLocal = [field: string, text: string | null | undefined, country: string | null];

/**
 * An official name may use the country's script. English and French names, addresses and websites
 * use Latin letters.
 */
function lookAlikesIn({
  answers: { authority, signer, contact },
  contactEmail,
}: Submission): LookAlikeDto[] {
  const country = authority?.countryCode ?? null;
  const texts: LatinOrLocal[] = [
    ['nameOfficial', authority?.nameOfficial, country],
    ['nameEn', authority?.nameEn, null],
    ['nameFr', authority?.nameFr, null],
    ['region', authority?.region, country],
    ...factsOfType('address').map((name): LatinOrLocal => [name, authority?.[name], null]),
    ['signer', signer?.name, country],
    ['contact', contact?.name, country],
    ['email', contactEmail, null],
  ];
  return texts.flatMap(([field, text, scriptsOf]) => {
    const parts = text ? lookAlikes(text, scriptsOf) : null;
    return parts ? [{ field, parts }] : [];
  });
}

/** Names that pass for another authority's or place's. */
async function resemblances(
  manager: EntityManager,
  { answers: { authority } }: Submission,
): Promise<ResemblanceDto[]> {
  if (!authority) return [];
  const { countryCode } = authority;
  const given = (['nameOfficial', 'nameEn', 'nameFr'] as const).flatMap((id) =>
    authority[id] ? [{ id, name: authority[id], countryCode }] : [],
  );
  return [...(await resembling(manager, given))].map(([field, name]) => ({ field, name }));
}

interface PlaceRow extends Omit<PlaceEvidenceDto, 'agrees' | 'distanceKm'>, Point {}

/**
 * Compares registrable domains by the Public Suffix List: mail.koeln.de and www.koeln.de have the
 * same owner, a.co.uk and b.co.uk do not.
 */
function domains({
  contactEmail,
  answers,
}: Submission): Pick<CaseEvidenceDto, 'mailDomain' | 'websiteDomain' | 'sameDomain'> {
  const mailDomain = getDomain(contactEmail?.split('@').pop() ?? '', { allowPrivateDomains: true });
  const websiteDomain = getDomain(answers.authority?.website ?? '', { allowPrivateDomains: true });
  return {
    mailDomain,
    websiteDomain,
    sameDomain: mailDomain !== null && mailDomain === websiteDomain,
  };
}
