import { Injectable } from '@nestjs/common';
import { localTime } from '../../platform/http/strasbourg-sql.js';
import type { ActionFiguresDto, GrowthDto, RegisterFiguresDto } from './figures.dto.js';
import { CountriesService } from './countries.service.js';
import { OncePerVersion } from './once-per-version.js';
import { PublicDatabase } from './public-database.js';
import { RegisterClock } from './register-clock.js';

const progress = `json_build_object(
  'planned', count(*) FILTER (WHERE p.progress = 'planned'), 'under_way', count(*) FILTER (WHERE p.progress = 'under_way'),
  'done', count(*) FILTER (WHERE p.progress = 'done'), 'dropped', count(*) FILTER (WHERE p.progress = 'dropped')) AS progress`;

/**
 * How the register grows and what is pledged: counted once per version, because every reader of it
 * wants the same.
 */
@Injectable()
export class PledgeFiguresService {
  private readonly actions: OncePerVersion<ActionFiguresDto[]>;
  private readonly whole: OncePerVersion<RegisterFiguresDto>;

  constructor(
    private readonly database: PublicDatabase,
    private readonly countries: CountriesService,
    clock: RegisterClock,
  ) {
    this.actions = new OncePerVersion(clock, () => this.countActions());
    this.whole = new OncePerVersion(clock, () => this.countAll());
  }

  /** Each action of the Pact: who pledged it and how that stands. */
  byAction(): Promise<ActionFiguresDto[]> {
    return this.actions.get();
  }

  figures(): Promise<RegisterFiguresDto> {
    return this.whole.get();
  }

  private countActions(): Promise<ActionFiguresDto[]> {
    return this.database.query(
      `SELECT a.code AS action, count(DISTINCT p.signatory_id)::int AS signatories, ${progress}
       FROM public_action a LEFT JOIN public_pledge p ON p.action_code = a.code GROUP BY a.code ORDER BY a.code`,
    );
  }

  private async countAll(): Promise<RegisterFiguresDto> {
    const [growth, kinds, pillars, countries] = await Promise.all([
      this.growth(),
      this.database.query<RegisterFiguresDto['kinds'][number]>(
        `SELECT kind, count(*)::int AS signatories FROM public_signatory GROUP BY kind ORDER BY signatories DESC, kind`,
      ),
      this.database.query<RegisterFiguresDto['pillars'][number]>(
        `SELECT l.code AS pillar, count(DISTINCT p.signatory_id)::int AS signatories, count(p.id)::int AS pledges, ${progress}
         FROM public_pillar l LEFT JOIN public_pledge p ON p.pillar_code = l.code GROUP BY l.code, l.position ORDER BY l.position`,
      ),
      this.countries.all(),
    ]);
    return {
      growth,
      kinds,
      pillars,
      countries: countries.filter(({ signatories }) => signatories > 0),
    };
  }

  /**
   * By the year of joining; who joined on a day that no source tells is counted with the year in
   * which the register shows it.
   */
  private growth(): Promise<GrowthDto[]> {
    return this.database.query(
      `SELECT year, joined, (sum(joined) OVER (ORDER BY year))::int AS total
       FROM (SELECT coalesce(left(signed_on, 4)::int, extract(year FROM ${localTime('published_at')})::int) AS year, count(*)::int AS joined
             FROM public_signatory GROUP BY 1) years ORDER BY year`,
    );
  }
}
