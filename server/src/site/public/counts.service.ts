import { Injectable } from '@nestjs/common';
import { OncePerVersion } from './once-per-version.js';
import type { CountsDto } from './public.dto.js';
import type { RegisterFilter } from './register-filter.dto.js';
import { PublicDatabase } from './public-database.js';
import { RegisterClock } from './register-clock.js';
import { anyOf, filterSql, isEverything } from './register-query.js';
import { SearchService } from './search.service.js';

/**
 * Facet counts: how many signatories each further filter value would leave, shown beside the value.
 */
@Injectable()
export class CountsService {
  private readonly ofAll: OncePerVersion<CountsDto>;

  constructor(
    private readonly database: PublicDatabase,
    private readonly search: SearchService,
    clock: RegisterClock,
  ) {
    this.ofAll = new OncePerVersion(clock, () => this.count({}));
  }

  counts(filter: RegisterFilter): Promise<CountsDto> {
    const { country, kind, pillar, q, action, box } = filter;
    return isEverything({ country, kind, pillar, q, action, box })
      ? this.ofAll.get()
      : this.count(filter);
  }

  /**
   * Values of a facet are counted under all the other filters but not their own, otherwise only the
   * selected value would be left.
   */
  private async count({ country, kind, pillar, ...rest }: RegisterFilter): Promise<CountsDto> {
    const { where, values } = filterSql(await this.search.understand(rest));
    const parameter = (value: unknown) => `$${values.push(value)}`;
    const only = (column: string, chosen: string[] | undefined) =>
      chosen ? anyOf(column, chosen, parameter) : 'true';
    const inCountry = only('country_code', country);
    const ofKind = only('kind', kind);
    const underPillar = pillar
      ? `id IN (SELECT signatory_id FROM public_pledge
        WHERE ${anyOf('pillar_code', pillar, parameter)})`
      : 'true';
    const [row] = await this.database.query<CountsDto>(
      `WITH matched AS MATERIALIZED (SELECT s.id, s.country_code, s.kind FROM public_signatory s
        WHERE ${where})
       SELECT
         (SELECT coalesce(json_object_agg(country_code, n), '{}') FROM
            (SELECT country_code, count(*)::int AS n FROM matched WHERE ${ofKind} AND ${underPillar}
              GROUP BY country_code) c) AS countries,
         (SELECT coalesce(json_object_agg(kind, n), '{}') FROM
            (SELECT kind, count(*)::int AS n FROM matched WHERE ${inCountry} AND ${underPillar}
              GROUP BY kind) k) AS kinds,
         (SELECT coalesce(json_object_agg(pillar_code, n), '{}') FROM
            (SELECT p.pillar_code, count(DISTINCT p.signatory_id)::int AS n
             FROM public_pledge p JOIN matched ON matched.id = p.signatory_id WHERE ${inCountry}
               AND ${ofKind} GROUP BY p.pillar_code) p) AS pillars`,
      values,
    );
    return row!;
  }
}
