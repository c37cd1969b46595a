import { Injectable } from '@nestjs/common';
import { limits } from '../../platform/config/limits.js';
import { dayOf } from '../../platform/http/strasbourg-sql.js';
import { Problem } from '../../platform/http/problem.js';
import { PublicDatabase } from '../public/public-database.js';
import type { PlenaryListDto, PlenarySignatoryDto } from './plenary-list.dto.js';

/** A day known only to the month or year counts when it may be in time. */
const joinedSince = `coalesce(s.signed_on >= left($1, length(s.signed_on)), false)`;
const publishedOn = dayOf('s.published_at');

/**
 * The signatories that a plenary session has not heard of yet. Read through the public views only,
 * so that a handed-out list contains nothing else.
 */
@Injectable()
export class PlenaryList {
  constructor(private readonly database: PublicDatabase) {}

  /** @throws Problem 422 for a list that is too long to be handed out. */
  async since(day: string): Promise<PlenaryListDto> {
    const most = limits.plenaryList;
    const rows = await this.database.query<PlenarySignatoryDto & { inTime: boolean }>(
      `SELECT s.public_id AS "publicId", s.name_en AS "nameEn", s.name_fr AS "nameFr", s.kind,
         s.country_code AS "countryCode", s.signed_on AS "signedOn",
         ${publishedOn}::text AS "publishedOn", ${joinedSince} AS "inTime",
         ARRAY(SELECT i.code FROM public_pillar i WHERE EXISTS (SELECT FROM public_pledge p
           WHERE p.signatory_id = s.id AND p.pillar_code = i.code AND p.progress <> 'dropped')
           ORDER BY i.position) AS pillars
       FROM public_signatory s WHERE s.state = 'published' AND NOT s.demo
         AND (${joinedSince} OR ${publishedOn} >= $1::date)
       ORDER BY s.country_code, s.name_en COLLATE "und-x-icu", s.id LIMIT ${most + 1}`,
      [day],
    );
    if (rows.length > most) throw tooLong(most);
    const part = (wanted: boolean) =>
      rows.filter(({ inTime }) => inTime === wanted).map(({ inTime: _, ...told }) => told);
    return { since: day, joined: part(true), entered: part(false) };
  }
}

const tooLong = (max: number) =>
  Problem.invalid([
    { pointer: '/since', key: 'tooManySince', params: { max }, detail: 'choose a later day' },
  ]);
