import { Injectable } from '@nestjs/common';
import { getDomain } from 'tldts';
import type { EntityManager } from 'typeorm';
import { identityKey } from '../common/text.js';
import type { Submission } from '../submissions/submission.entity.js';
import type { CaseEvidenceDto, PlaceEvidenceDto } from './review.dto.js';

/** What speaks for or against an endorsement besides its own words. Staff see it and judge; nothing is refused by it. */
@Injectable()
export class EvidenceService {
  async of(manager: EntityManager, submission: Submission): Promise<CaseEvidenceDto> {
    return { ...domains(submission), place: await this.place(manager, submission) };
  }

  /** The place that the authority chose from the gazetteer, and whether its answers still agree with it. */
  private async place(manager: EntityManager, { answers }: Submission): Promise<PlaceEvidenceDto | null> {
    const { authority, place: pin } = answers;
    if (!authority?.placeId) return null;
    const [place] = await manager.query<PlaceRow[]>(
      `SELECT name_official AS "nameOfficial", name_en AS "nameEn", country_code AS "countryCode", region, population, latitude, longitude
       FROM place WHERE id = $1`,
      [authority.placeId],
    );
    if (!place) return null;
    const names = [place.nameOfficial, place.nameEn].map(identityKey);
    const { latitude, longitude, ...shown } = place;
    return {
      ...shown,
      agrees: place.countryCode === authority.countryCode && names.includes(identityKey(authority.nameOfficial)),
      distanceKm: pin ? Math.round(distanceKm(pin, { latitude, longitude })) : null,
    };
  }
}

interface PlaceRow extends Omit<PlaceEvidenceDto, 'agrees' | 'distanceKm'>, Point {}
interface Point {
  latitude: number;
  longitude: number;
}

/** Registrable domains by the Public Suffix List: mail.koeln.de and www.koeln.de are of one owner, a.co.uk and b.co.uk are not. */
function domains({ contactEmail, answers }: Submission): Pick<CaseEvidenceDto, 'mailDomain' | 'websiteDomain' | 'sameDomain'> {
  const mailDomain = getDomain(contactEmail?.split('@').pop() ?? '', { allowPrivateDomains: true });
  const websiteDomain = getDomain(answers.authority?.website ?? '', { allowPrivateDomains: true });
  return { mailDomain, websiteDomain, sameDomain: mailDomain !== null && mailDomain === websiteDomain };
}

/** Great-circle distance by the haversine formula on a sphere of 6,371 km: exact to half a percent, which a glance needs. */
function distanceKm(a: Point, b: Point): number {
  const radians = (degrees: number) => (degrees * Math.PI) / 180;
  const half = (angle: number) => Math.sin(angle / 2) ** 2;
  const h =
    half(radians(b.latitude - a.latitude)) + Math.cos(radians(a.latitude)) * Math.cos(radians(b.latitude)) * half(radians(b.longitude - a.longitude));
  return 2 * 6371 * Math.asin(Math.sqrt(h));
}
