import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayInStrasbourg, yearInStrasbourg } from '../../../../contract/clock.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import {
  reportingRule,
  reportingStates,
  ruleValues,
} from '../../register/reporting/reporting.workflow.js';
import type { ReportBreakdownDto } from './report.dto.js';

/** How far back the report looks. */
const yearsBack = 10;

/**
 * Real signatories with the times when they joined and left, as the report's own figures count
 * them.
 */
const listed = `listed AS (
  SELECT a.country_code, a.kind, s.published_at,
    CASE WHEN s.state = 'withdrawn' THEN s.withdrawn_at END AS withdrawn_at
  FROM signatory s JOIN authority a ON a.id = s.authority_id
  WHERE s.published_at IS NOT NULL AND s.state <> 'merged' AND NOT s.demo)`;
const on = (end: string) =>
  `published_at < ${end} AND (withdrawn_at IS NULL OR withdrawn_at >= ${end})`;

/** The year's figures by country, kind, pillar and state of reports, and the years before. */
@Injectable()
export class ReportBreakdown {
  constructor(private readonly settings: SettingsService) {}

  /** @param span the first moment of the year and of the next. */
  async of(manager: EntityManager, year: number, span: string[]): Promise<ReportBreakdownDto> {
    return {
      countries: await by(manager, 'country_code', span),
      kinds: await by(manager, 'kind', span),
      years: await overYears(manager, year),
      now: year === yearInStrasbourg() ? await this.now(manager) : null,
    };
  }

  /**
   * Figures without a history: the pledges, and reporting, as they are today. No report is expected
   * without a pledge.
   */
  private async now(manager: EntityManager): Promise<ReportBreakdownDto['now']> {
    const rule = ruleValues(dayInStrasbourg(), await this.settings.inside(manager));
    const reporting = await manager.query<{ state: string; signatories: number }[]>(
      `SELECT reporting.state, count(*)::int AS signatories FROM signatory s ${reportingRule}
       WHERE s.state IN ('published', 'on_hold') AND NOT s.demo
         AND EXISTS (SELECT FROM pledge p WHERE p.signatory_id = s.id) GROUP BY 1`,
      rule,
    );
    return {
      pillars: await manager.query(
        `SELECT i.code AS pillar, count(DISTINCT s.id)::int AS signatories,
           count(s.id)::int AS pledges,
           count(s.id) FILTER (WHERE p.progress = 'done')::int AS done
         FROM pillar i LEFT JOIN pledge p ON p.pillar_code = i.code AND p.progress <> 'dropped'
           LEFT JOIN signatory s ON s.id = p.signatory_id
             AND s.state IN ('published', 'on_hold') AND NOT s.demo
         GROUP BY i.code, i.position ORDER BY i.position`,
      ),
      reporting: reportingStates.map((state) => ({
        state,
        signatories: reporting.find((row) => row.state === state)?.signatories ?? 0,
      })),
    };
  }
}

function by<Row>(
  manager: EntityManager,
  column: 'country_code' | 'kind',
  span: string[],
): Promise<Row[]> {
  const name = column === 'kind' ? 'kind' : 'code';
  return manager.query(
    `WITH ${listed}
     SELECT * FROM (SELECT ${column} AS ${name},
         count(*) FILTER (WHERE ${on('$2::timestamptz')})::int AS signatories,
         count(*) FILTER (WHERE published_at >= $1 AND published_at < $2)::int AS joined
       FROM listed GROUP BY 1) counted
     WHERE signatories > 0 OR joined > 0 ORDER BY signatories DESC, ${name}`,
    span,
  );
}

/** Each year up to this one, from the first with a signatory on. */
function overYears(manager: EntityManager, year: number): Promise<ReportBreakdownDto['years']> {
  const begins = `make_timestamptz(y, 1, 1, 0, 0, 0, 'Europe/Paris')`;
  const ends = `make_timestamptz(y + 1, 1, 1, 0, 0, 0, 'Europe/Paris')`;
  return manager.query(
    `WITH ${listed}
     SELECT y AS year, count(l.*) FILTER (WHERE ${on(ends)})::int AS signatories,
       count(l.*) FILTER (WHERE published_at >= ${begins} AND published_at < ${ends})::int AS joined
     FROM generate_series($1::int, $2::int) y LEFT JOIN listed l ON l.published_at < ${ends}
     WHERE ${ends} > (SELECT coalesce(min(published_at), now()) FROM listed)
     GROUP BY y ORDER BY y`,
    [year - yearsBack + 1, year],
  );
}
