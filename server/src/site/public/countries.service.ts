import { Injectable } from '@nestjs/common';
import { municipalityTotals } from '../../reference/countries/authority-totals.js';
import { memberStates } from '../../../../contract/countries.js';
import type { CountryDto } from './countries.dto.js';
import { OncePerVersion } from './once-per-version.js';
import { PublicDatabase } from './public-database.js';
import { RegisterClock } from './register-clock.js';

const none = {
  signatories: 0,
  municipalities: 0,
  regions: 0,
  others: 0,
  coverage: { inhabitants: 0, counted: 0, unknown: 0 },
  pledges: 0,
  pillars: { prevention: 0, protection: 0, prosecution: 0, participation: 0 },
};

/**
 * The register by country. Every country page and the map of shares need these figures, so they are
 * computed once per version.
 */
@Injectable()
export class CountriesService {
  private readonly counted: OncePerVersion<CountryDto[]>;

  constructor(
    private readonly database: PublicDatabase,
    clock: RegisterClock,
  ) {
    this.counted = new OncePerVersion(clock, () => this.count());
  }

  /** Every member state, and every other country with a signatory. */
  all(): Promise<CountryDto[]> {
    return this.counted.get();
  }

  /** @returns null for a country that is neither a member state nor on the register. */
  async one(code: string): Promise<CountryDto | null> {
    return (await this.all()).find((country) => country.code === code) ?? null;
  }

  private async count(): Promise<CountryDto[]> {
    const rows = await this.database.query<Omit<CountryDto, 'total' | 'member'>>(
      `WITH pledged AS (
         SELECT s.country_code, p.pillar_code, count(*) AS pledges,
           count(DISTINCT s.id) AS signatories
         FROM public_pledge p JOIN public_signatory s ON s.id = p.signatory_id
           GROUP BY s.country_code, p.pillar_code)
       SELECT s.country_code AS code, count(*)::int AS signatories,
              count(*) FILTER (WHERE s.kind = 'municipality')::int AS municipalities,
              count(*) FILTER (WHERE s.kind = 'region')::int AS regions,
              count(*) FILTER (WHERE s.kind IN ('association', 'other'))::int AS others,
              json_build_object(
                'inhabitants',
                coalesce(sum(s.population) FILTER (WHERE s.kind = 'municipality'), 0),
                'counted', count(s.population) FILTER (WHERE s.kind = 'municipality'),
                'unknown', count(*) FILTER (WHERE s.kind = 'municipality' AND s.population IS NULL)
              ) AS coverage,
              (SELECT coalesce(sum(p.pledges), 0)::int FROM pledged p
                WHERE p.country_code = s.country_code) AS pledges,
              (SELECT coalesce(json_object_agg(p.pillar_code, p.signatories), '{}') FROM pledged p
                WHERE p.country_code = s.country_code) AS pillars
       FROM public_signatory s GROUP BY s.country_code`,
    );
    const found = new Map(rows.map((row) => [row.code, row]));
    return [...new Set([...memberStates, ...found.keys()])].sort().map((code) => {
      const row = found.get(code) ?? { code, ...none };
      return {
        ...row,
        pillars: { ...none.pillars, ...row.pillars },
        member: memberStates.includes(code),
        total: municipalityTotals[code] ?? null,
      };
    });
  }
}
