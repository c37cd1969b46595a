import { Injectable } from '@nestjs/common';
import type { ActionFiguresDto, GrowthDto, RegisterFiguresDto } from './figures.dto.js';
import { CountriesService } from './countries.service.js';
import { OncePerVersion } from './once-per-version.js';
import { PublicDatabase } from './public-database.js';
import { RegisterClock } from './register-clock.js';
import { ReportingFiguresService } from './reporting-figures.service.js';

const progress = `json_build_object(
  'planned', count(*) FILTER (WHERE p.progress = 'planned'), 'under_way',
  count(*) FILTER (WHERE p.progress = 'under_way'),
  'done', count(*) FILTER (WHERE p.progress = 'done'), 'dropped',
  count(*) FILTER (WHERE p.progress = 'dropped')) AS progress`;

/**
 * The register's growth and its pledges: computed once per version, because the result is the same
 * for every reader.
 */
@Injectable()
export class PledgeFiguresService {
  private readonly actions: OncePerVersion<ActionFiguresDto[]>;
  private readonly whole: OncePerVersion<RegisterFiguresDto>;

  constructor(
    private readonly database: PublicDatabase,
    private readonly countries: CountriesService,
    private readonly reporting: ReportingFiguresService,
    clock: RegisterClock,
  ) {
    this.actions = new OncePerVersion(clock, () => this.countActions());
    this.whole = new OncePerVersion(clock, () => this.countAll());
  }

  /** Each action of the Pact, with the number of signatories that pledged it and their progress. */
  byAction(): Promise<ActionFiguresDto[]> {
    return this.actions.get();
  }

  figures(): Promise<RegisterFiguresDto> {
    return this.whole.get();
  }

  private countActions(): Promise<ActionFiguresDto[]> {
    return this.database.query(
      `SELECT a.code AS action, count(DISTINCT p.signatory_id)::int AS signatories, ${progress}
       FROM public_action a LEFT JOIN public_pledge p ON p.action_code = a.code GROUP BY a.code
         ORDER BY a.code`,
    );
  }

  private async countAll(): Promise<RegisterFiguresDto> {
    const [growth, undated, kinds, pillars, countries, kept, reporting] = await Promise.all([
      this.growth(),
      this.undated(),
      this.database.query<RegisterFiguresDto['kinds'][number]>(
        `SELECT kind, count(*)::int AS signatories FROM public_signatory GROUP BY kind
          ORDER BY signatories DESC, kind`,
      ),
      this.database.query<RegisterFiguresDto['pillars'][number]>(
        `SELECT l.code AS pillar, count(DISTINCT p.signatory_id)::int AS signatories,
          count(p.id)::int AS pledges, ${progress}
         FROM public_pillar l LEFT JOIN public_pledge p ON p.pillar_code = l.code GROUP BY l.code,
           l.position ORDER BY l.position`,
      ),
      this.countries.all(),
      this.reporting.kept(),
      this.reporting.reporting(),
    ]);
    return {
      growth,
      undated,
      kinds,
      pillars,
      countries: countries.filter(({ signatories }) => signatories > 0),
      kept,
      reporting,
    };
  }

  /** Growth by year of joining. A signatory with an unknown year is in none. */
  private growth(): Promise<GrowthDto[]> {
    return this.database.query(
      `SELECT year, joined, (sum(joined) OVER (ORDER BY year))::int AS total
       FROM (SELECT left(signed_on, 4)::int AS year, count(*)::int AS joined
             FROM public_signatory WHERE signed_on IS NOT NULL GROUP BY 1) years ORDER BY year`,
    );
  }

  private async undated(): Promise<number> {
    const [row] = await this.database.query<{ undated: number }>(
      `SELECT count(*)::int AS undated FROM public_signatory WHERE signed_on IS NULL`,
    );
    return row!.undated;
  }
}
