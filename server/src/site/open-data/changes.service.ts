import { Injectable } from '@nestjs/common';
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
