import { Injectable } from '@nestjs/common';
import type { OfficialLanguage } from '../../../../contract/languages.js';
import { OncePerVersion } from '../public/once-per-version.js';
import { PublicDatabase } from '../public/public-database.js';
import { RegisterClock } from '../public/register-clock.js';

interface Who {
  id: string;
  countryCode: string;
  names: Record<OfficialLanguage | 'official' | 'officialLanguage', string>;
}
export interface PledgeOf extends Who {
  action: string;
  progress: string;
}
export interface PracticeOf extends Who {
  practice: string;
  pillar: string;
  title: string;
}

const who = `s.public_id AS id, s.country_code AS "countryCode", json_build_object('official',
  s.name_official, 'officialLanguage', s.name_official_language, 'en', s.name_en, 'fr', s.name_fr)
  AS names`;
/** Demonstration data and entries on hold are never examples. */
const real = `s.state = 'published' AND NOT s.demo`;

/**
 * For each action a published pledge, the most advanced and then the newest; for each pillar the
 * newest good practice. They read all pledges, so they never hold up a page.
 */
@Injectable()
export class KitExamples {
  private readonly pledged: OncePerVersion<PledgeOf[]>;
  private readonly practised: OncePerVersion<PracticeOf[]>;

  constructor(database: PublicDatabase, clock: RegisterClock) {
    this.pledged = new OncePerVersion(clock, () =>
      database.apart<PledgeOf>(
        `SELECT DISTINCT ON (p.action_code) p.action_code AS action, p.progress, ${who}
         FROM public_pledge p JOIN public_signatory s ON s.id = p.signatory_id
         WHERE p.action_code IS NOT NULL AND p.progress <> 'dropped' AND ${real}
         ORDER BY p.action_code, array_position(ARRAY['done', 'under_way', 'planned'], p.progress),
           s.published_at DESC, s.id DESC`,
        [],
      ),
    );
    this.practised = new OncePerVersion(clock, () =>
      database.apart<PracticeOf>(
        `SELECT DISTINCT ON (g.pillar_code) g.id AS practice, g.pillar_code AS pillar, g.title,
           ${who}
         FROM public_practice g JOIN public_signatory s ON s.id = g.signatory_id
         WHERE ${real} ORDER BY g.pillar_code, g.published_at DESC, g.id DESC`,
        [],
      ),
    );
  }

  pledges(): Promise<PledgeOf[]> {
    return this.pledged.get();
  }

  practices(): Promise<PracticeOf[]> {
    return this.practised.get();
  }
}
