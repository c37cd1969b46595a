import { withUsSince } from './with-us-since.js';
import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { yearInStrasbourg } from '../../../../contract/clock.js';
import { Problem } from '../../platform/http/problem.js';
import { dayOf, localTime } from '../../platform/http/strasbourg-sql.js';
import { ReportBreakdown } from './report-breakdown.service.js';
import type { AnnualReportDto, ReportPlaceDto, ReportPledgeDto, YearDto } from './report.dto.js';

/** How many the page lists by name. The figures above count all. */
const named = 500;

/**
 * The yearly report on the Pact, for the bodies that the Congress reports to. Demonstration data
 * are excluded, because a report describes facts.
 */
@Injectable()
export class ReportService {
  constructor(
    private readonly database: DataSource,
    private readonly breakdown: ReportBreakdown,
  ) {}

  /** @throws Problem 404 for a year in the future or before the Pact. */
  of(year: number): Promise<AnnualReportDto> {
    if (!Number.isInteger(year) || year < 2010 || year > yearInStrasbourg())
      throw Problem.notFound();
    return this.database.transaction('REPEATABLE READ', async (manager) => ({
      figures: await figuresOf(manager, year),
      before: await figuresOf(manager, year - 1),
      joined: await joined(manager, year),
      withdrawn: await withdrawn(manager, year),
      pledgesDone: await pledgesDone(manager, year),
      breakdown: await this.breakdown.of(manager, year, span(year)),
      firstYear: await firstYear(manager),
    }));
  }
}

/**
 * The first moment of a year and of the next in Strasbourg, where January is an hour ahead of UTC.
 */
const span = (year: number) => [`${year}-01-01T00:00:00+01:00`, `${year + 1}-01-01T00:00:00+01:00`];

async function figuresOf(manager: EntityManager, year: number): Promise<YearDto> {
  const [row] = await manager.query<Omit<YearDto, 'year'>[]>(
    `WITH listed AS (
       SELECT s.published_at, CASE WHEN s.state = 'withdrawn' THEN s.withdrawn_at
         END AS withdrawn_at, a.country_code
       FROM signatory s JOIN authority a ON a.id = s.authority_id WHERE s.published_at IS NOT NULL
         AND s.state <> 'merged' AND NOT s.demo),
     answered AS (
       SELECT extract(epoch FROM min(d.decided_at) - ${withUsSince}) / 86400 AS days FROM decision d
         JOIN submission s ON s.id = d.submission_id
       WHERE ${withUsSince} IS NOT NULL AND NOT s.demo GROUP BY s.id
         HAVING min(d.decided_at) >= $1 AND min(d.decided_at) < $2)
     SELECT (SELECT count(*)::int FROM listed WHERE published_at < $2
       AND (withdrawn_at IS NULL OR withdrawn_at >= $2)) AS signatories,
            (SELECT count(DISTINCT country_code)::int FROM listed WHERE published_at < $2
              AND (withdrawn_at IS NULL OR withdrawn_at >= $2)) AS countries,
            (SELECT count(*)::int FROM listed WHERE published_at >= $1
              AND published_at < $2) AS joined,
            (SELECT count(*)::int FROM listed WHERE withdrawn_at >= $1
              AND withdrawn_at < $2) AS withdrawn,
            (SELECT count(*)::int FROM pledge p JOIN signatory s ON s.id = p.signatory_id
             WHERE p.progress = 'done' AND p.reported_on >= ${dayOf('$1')}
               AND p.reported_on < ${dayOf('$2')} AND s.state IN ('published', 'on_hold')
               AND NOT s.demo) AS "pledgesDone",
            (SELECT count(*)::int FROM practice p JOIN signatory s ON s.id = p.signatory_id
             WHERE p.published_at >= $1 AND p.published_at < $2 AND NOT s.demo) AS practices,
            (SELECT count(*)::int FROM submission s WHERE ${withUsSince} >= $1
              AND ${withUsSince} < $2 AND NOT s.demo) AS received,
            (SELECT count(*)::int FROM decision d JOIN submission s ON s.id = d.submission_id
             WHERE d.verdict = 'approve' AND d.decided_at >= $1 AND d.decided_at < $2
               AND NOT s.demo) AS approved,
            (SELECT count(*)::int FROM decision d JOIN submission s ON s.id = d.submission_id
             WHERE d.verdict = 'reject' AND d.decided_at >= $1 AND d.decided_at < $2
               AND NOT s.demo) AS rejected,
            (SELECT round((percentile_cont(0.5) WITHIN GROUP (ORDER BY days))::numeric, 1)::float
              FROM answered) AS median,
            (SELECT round((percentile_cont(0.9) WITHIN GROUP (ORDER BY days))::numeric, 1)::float
              FROM answered) AS ninetieth`,
    span(year),
  );
  return { year, ...row! };
}

function joined(manager: EntityManager, year: number): Promise<ReportPlaceDto[]> {
  return manager.query(
    `SELECT a.name_en AS "nameEn", a.name_fr AS "nameFr", a.country_code AS "countryCode",
      s.published_at AS at
     FROM signatory s JOIN authority a ON a.id = s.authority_id WHERE s.published_at >= $1
       AND s.published_at < $2 AND s.state NOT IN ('withdrawn', 'merged') AND NOT s.demo
     ORDER BY s.published_at, s.id LIMIT ${named}`,
    span(year),
  );
}

function withdrawn(manager: EntityManager, year: number): Promise<ReportPlaceDto[]> {
  return manager.query(
    `SELECT a.name_en AS "nameEn", a.name_fr AS "nameFr", a.country_code AS "countryCode",
      s.withdrawn_at AS at
     FROM signatory s JOIN authority a ON a.id = s.authority_id WHERE s.state = 'withdrawn'
       AND s.withdrawn_at >= $1 AND s.withdrawn_at < $2 AND NOT s.demo
     ORDER BY s.withdrawn_at, s.id LIMIT ${named}`,
    span(year),
  );
}

function pledgesDone(manager: EntityManager, year: number): Promise<ReportPledgeDto[]> {
  return manager.query(
    `SELECT a.name_en AS "nameEn", a.name_fr AS "nameFr", a.country_code AS "countryCode",
      p.reported_on::timestamptz AS at, c.wording,
            p.own_words AS "ownWords", p.own_words_language AS "ownWordsLanguage"
     FROM pledge p JOIN signatory s ON s.id = p.signatory_id
       JOIN authority a ON a.id = s.authority_id
       LEFT JOIN pact_version_action c ON c.version = p.pact_version AND c.code = p.action_code
     WHERE p.progress = 'done' AND p.reported_on >= ${dayOf('$1')}
       AND p.reported_on < ${dayOf('$2')} AND s.state IN ('published', 'on_hold') AND NOT s.demo
     ORDER BY p.reported_on, p.id LIMIT ${named}`,
    span(year),
  );
}

async function firstYear(manager: EntityManager): Promise<number> {
  const [row] = await manager.query<{ year: number }[]>(
    `SELECT coalesce(extract(year FROM ${localTime(
      'least((SELECT min(published_at) FROM signatory WHERE NOT demo), (SELECT ' +
        'min(confirmed_at) FROM submission WHERE NOT demo))',
    )}),
                     extract(year FROM ${localTime('now()')}))::int AS year`,
  );
  return row!.year;
}
