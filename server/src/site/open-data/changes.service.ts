import { Injectable } from '@nestjs/common';
import type { Followed } from '../../../../contract/follows.js';
import { limits } from '../../platform/config/limits.js';
import { PublicDatabase } from '../public/public-database.js';
import type { NamesDto } from '../public/public.dto.js';

export type ChangeKind =
  'publish' | 'hold' | 'resume' | 'withdraw' | 'restore' | 'amendment' | 'progress' | 'practice';

/**
 * One change of the register: what happened to which signatory, and when. Who made the change and
 * why is not public.
 */
export interface RegisterChange {
  seq: string;
  at: string;
  change: ChangeKind;
  id: string;
  names: NamesDto;
}

/**
 * The public part of the register's history; of a withdrawn signatory it shows only the name and
 * dates.
 */
@Injectable()
export class ChangesService {
  constructor(private readonly database: PublicDatabase) {}

  /** The newest of one signatory, of a country, or of those that pledged an action. */
  async newestOf({ kind, key }: Followed): Promise<RegisterChange[]> {
    const belongs = {
      signatory: `s.public_id = coalesce((SELECT m.into_public_id FROM public_merged_signatory m
        WHERE m.public_id = $1), $1)`,
      country: 's.country_code = $1 AND NOT s.demo',
      action: `NOT s.demo AND EXISTS (SELECT 1 FROM public_pledge p
        WHERE p.signatory_id = s.id AND p.action_code = $1)`,
    }[kind];
    return this.database.query<RegisterChange>(
      `SELECT c.seq::text, c.at, c.change, c.public_id AS id,
              json_build_object('official', s.name_official, 'officialLanguage',
                s.name_official_language, 'en', s.name_en, 'fr', s.name_fr) AS names
       FROM public_changed_signatory s JOIN public_change c USING (public_id)
       WHERE ${belongs} ORDER BY c.seq DESC LIMIT ${limits.feedLength}`,
      [key],
    );
  }

  async newest(): Promise<RegisterChange[]> {
    return this.database.query<RegisterChange>(
      `SELECT c.seq::text, c.at, c.change, c.public_id AS id,
              json_build_object('official', s.name_official, 'officialLanguage',
                s.name_official_language, 'en', s.name_en, 'fr', s.name_fr) AS names
       FROM (SELECT * FROM public_change ORDER BY seq DESC LIMIT ${limits.feedLength}) c
       JOIN (SELECT public_id, name_official, name_official_language, name_en, name_fr
         FROM public_signatory
             UNION ALL SELECT public_id, name_official, name_official_language, name_en, name_fr
               FROM public_withdrawn_signatory) s USING (public_id)
       ORDER BY c.seq DESC`,
    );
  }
}
