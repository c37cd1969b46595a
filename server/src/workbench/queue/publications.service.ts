import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import type { PublicationDto, PublicationsDto, PublicationsQuery } from './publications.dto.js';

const from = `FROM signatory g JOIN submission s ON s.id = g.endorsement_id
  WHERE g.state = 'unlisted' AND g.publish_on IS NOT NULL`;

/** The calendar of scheduled publications. */
@Injectable()
export class Publications {
  constructor(private readonly database: DataSource) {}

  async between({ from: first, to: last }: PublicationsQuery): Promise<PublicationsDto> {
    const [counted] = await this.database.query<Omit<PublicationsDto, 'items'>[]>(
      `SELECT count(*)::int AS scheduled, min(g.publish_on)::text AS first,
         count(*) FILTER (WHERE g.publish_on BETWEEN $1 AND $2)::int AS total ${from}`,
      [first, last],
    );
    const items = await this.database.query<PublicationDto[]>(
      `SELECT s.id AS "caseId", g.id AS "signatoryId", g.publish_on::text AS "publishOn",
         coalesce(s.authority_name, s.reference) AS "authorityName",
         coalesce(s.authority_kind, 'other') AS kind,
         coalesce(s.country_code, '') AS "countryCode", s.demo
       ${from} AND g.publish_on BETWEEN $1 AND $2
       ORDER BY g.publish_on, s.authority_name COLLATE "und-x-icu", g.id
       LIMIT ${limits.calendarEntries}`,
      [first, last],
    );
    return { items, ...counted! };
  }
}
