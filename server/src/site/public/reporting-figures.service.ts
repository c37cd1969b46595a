import { Injectable } from '@nestjs/common';
import { strasbourg } from '../../../../contract/clock.js';
import { leastReporters } from '../../../../contract/least-reporters.js';
import { townSizes } from '../../../../contract/town-sizes.js';
import { OncePerVersion } from './once-per-version.js';
import { PublicDatabase } from './public-database.js';
import { RegisterClock } from './register-clock.js';
import type {
  CountryReportersDto,
  KeptDto,
  ReportingFiguresDto,
  ReportingYearDto,
  SizeReportersDto,
} from './reporting.dto.js';

/** Signatories without pledges have nothing to report. */
const hasPledges = `EXISTS (SELECT 1 FROM public_pledge p WHERE p.signatory_id = s.id)`;
const reporters = `
  count(*) FILTER (WHERE s.reported_on IS NOT NULL)::int AS reported,
  count(*) FILTER (WHERE s.reported_on IS NULL)::int AS "notYet"`;
/** A statement about a small group reveals each town in it. */
const largeEnough = `HAVING count(*) >= ${leastReporters}`;

/**
 * The results of the pledges, and who reports on them: computed once per version, because the
 * result is the same for every reader.
 */
@Injectable()
export class ReportingFiguresService {
  private readonly keptOnce: OncePerVersion<KeptDto>;
  private readonly reportingOnce: OncePerVersion<ReportingFiguresDto>;

  constructor(
    private readonly database: PublicDatabase,
    clock: RegisterClock,
  ) {
    this.keptOnce = new OncePerVersion(clock, () => this.countKept());
    this.reportingOnce = new OncePerVersion(clock, () => this.countReporting());
  }

  kept(): Promise<KeptDto> {
    return this.keptOnce.get();
  }

  reporting(): Promise<ReportingFiguresDto> {
    return this.reportingOnce.get();
  }

  /** The one rule of what counts as done, begun and reported; home and figures both show it. */
  private async countKept(): Promise<KeptDto> {
    const state = (name: string) => `count(*) FILTER (WHERE p.progress = '${name}')::int`;
    const planned = (reported: string) =>
      `count(*) FILTER (WHERE p.progress = 'planned' AND p.reported_on IS ${reported})::int`;
    const [row] = await this.database.query<KeptDto>(
      `SELECT ${state('done')} AS done, ${state('under_way')} AS "underWay",
         ${planned('NOT NULL')} AS "notBegun", ${state('dropped')} AS dropped,
         ${planned('NULL')} AS "notReported",
         extract(year FROM min(p.reported_on))::int AS from,
         extract(year FROM max(p.reported_on))::int AS until
       FROM public_pledge p`,
    );
    return row!;
  }

  private async countReporting(): Promise<ReportingFiguresDto> {
    const [years, countries, sizes] = await Promise.all([
      this.byYear(),
      this.database.query<CountryReportersDto>(
        `SELECT s.country_code AS code, ${reporters} FROM public_signatory s WHERE ${hasPledges}
         GROUP BY s.country_code ${largeEnough} ORDER BY s.country_code`,
      ),
      this.bySize(),
    ]);
    return { years, countries, sizes };
  }

  /**
   * The running year is that of the last change, not of the clock: an answer belongs to a version
   * of the register and stays the same until the next one (decision 35).
   */
  private byYear(): Promise<ReportingYearDto[]> {
    const yearOf = (day: string) => `extract(year FROM ${day})::int`;
    const zone = `AT TIME ZONE '${strasbourg}'`;
    const running = `(SELECT ${yearOf(`changed_at ${zone}`)} FROM public_register)`;
    // Reads every report ever accepted, so it never holds up a page.
    return this.database.apart<ReportingYearDto>(
      `WITH reported AS MATERIALIZED (
         SELECT DISTINCT r.signatory_id AS id, ${yearOf('r.reported_on')} AS year
         FROM public_pledge_report r
         UNION SELECT s.id, ${yearOf('s.reported_on')} FROM public_signatory s
         WHERE s.reported_on IS NOT NULL),
       counted AS (SELECT year, count(*)::int AS reported FROM reported GROUP BY year),
       joined AS MATERIALIZED (
         SELECT s.id, ${yearOf(`s.published_at ${zone}`)} AS year FROM public_signatory s
         WHERE ${hasPledges}),
       answered AS (
         SELECT r.year, count(*)::int AS there
         FROM reported r JOIN joined j ON j.id = r.id AND j.year < r.year GROUP BY r.year),
       years AS (
         SELECT generate_series(min(year), ${running}) AS year FROM counted)
       SELECT y.year, coalesce(c.reported, 0) AS reported,
         CASE WHEN y.year < ${running} THEN
           (SELECT count(*)::int FROM joined j WHERE j.year < y.year)
             - coalesce(a.there, 0) END AS without
       FROM years y LEFT JOIN counted c USING (year) LEFT JOIN answered a USING (year)
       ORDER BY y.year`,
      [],
    );
  }

  private async bySize(): Promise<SizeReportersDto[]> {
    const rows = await this.database.query<SizeReportersDto & { size: number | null }>(
      `SELECT width_bucket(s.population, $1::int[]) AS size, ${reporters}
       FROM public_signatory s WHERE s.kind = 'municipality' AND ${hasPledges}
       GROUP BY size ${largeEnough} ORDER BY size NULLS LAST`,
      [townSizes],
    );
    return rows.map(({ size, reported, notYet }) => ({
      from: size === null ? null : ([0, ...townSizes][size] ?? null),
      reported,
      notYet,
    }));
  }
}
