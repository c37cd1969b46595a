import { Injectable } from '@nestjs/common';
import type { NamesDto } from './public.dto.js';
import { PublicDatabase } from './public-database.js';

/** One line of the transparency log. */
export interface TransparencyEntry {
  at: string;
  id: string;
  names: NamesDto;
  publishedAt: string;
}

const mostRecent = 500;

/** What left the register, and when: kept public, so that nothing can vanish unseen. */
@Injectable()
export class TransparencyService {
  constructor(private readonly database: PublicDatabase) {}

  entries(): Promise<TransparencyEntry[]> {
    return this.database.query(
      `SELECT withdrawn_at AS at, public_id AS id, published_at AS "publishedAt",
              json_build_object('official', name_official, 'officialLanguage', name_official_language, 'en', name_en, 'fr', name_fr) AS names
       FROM public_withdrawn_signatory ORDER BY withdrawn_at DESC, public_id LIMIT ${mostRecent}`,
    );
  }
}
