import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { dayOf, localTime, momentOf, startOfDay } from '../../platform/http/strasbourg-sql.js';
import { CostBasedCache } from '../../platform/http/cost-based-cache.js';
import { bandLimitsOf, type BandLimits } from '../queue/bands.js';
import { queueFigures } from '../queue/queue-figures.js';
import { limits as allLimits } from '../../platform/config/limits.js';
import { withUsSince } from './with-us-since.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import type {
  DashboardActionDto,
  DashboardCountryDto,
  DashboardDto,
  DecisionTimeDto,
  DecisionWeekDto,
  FailedMailsDto,
  GrowthMonthDto,
  DashboardKindDto,
  DashboardPillarDto,
  WaitingDto,
} from './dashboard.dto.js';

const weeks = 26;
const months = 24;
const span = allLimits.lookBackDays;

/**
 * The figures of the dashboard. All are counted in one database snapshot, so that they agree with
 * each other.
 */
@Injectable()
export class DashboardService {
  private readonly remembered = new CostBasedCache(() => this.count());

  constructor(
    private readonly database: DataSource,
    private readonly settings: SettingsService,
  ) {}

  /**
   * Live for a small register. For a large one, the figures may be slightly out of date and carry
   * the time of their calculation.
   */
  look(): Promise<DashboardDto> {
    return this.remembered.get();
  }

  private count(): Promise<DashboardDto> {
    return this.database.transaction('REPEATABLE READ', async (manager) => {
      await manager.query(`SET LOCAL TIME ZONE 'UTC'`);
      const [clock] = await manager.query<{ now: Date }[]>('SELECT now()');
      const bandLimits = bandLimitsOf(await this.settings.inside(manager));
      return {
        waiting: await waiting(manager, bandLimits, clock!.now),
        decisionTime: await decisionTime(manager, span, 0),
        decisionTimeBefore: await decisionTime(manager, 2 * span, span),
        weeks: await decisionWeeks(manager),
        growth: await growth(manager),
        ...(await signatories(manager)),
        ...(await pledges(manager)),
        mails: await mails(manager),
        at: clock!.now.toISOString(),
      };
    });
  }
}

async function waiting(manager: EntityManager, limits: BandLimits, now: Date): Promise<WaitingDto> {
  const { stages, bands, oldest } = await queueFigures(manager, limits, now);
  return {
    waiting: stages.waiting,
    changesRequested: stages.changes_requested,
    unanswered: stages.unanswered,
    awaitingSignature: stages.awaiting_signature,
    toPublish: stages.to_publish,
    ...bands,
    oldest: oldest && oldest.workingDays,
    dueAfter: limits.due,
    overdueAfter: limits.overdue,
  };
}

/** A case that went back and forth counts with its first decision. */
async function decisionTime(
  manager: EntityManager,
  fromDays: number,
  toDays: number,
): Promise<DecisionTimeDto> {
  const [row] = await manager.query<DecisionTimeDto[]>(
    `WITH span AS (SELECT (${dayOf('now()')} - $1::int + 1) AS first,
      (${dayOf('now()')} - $2::int) AS last),
     first_answer AS (
       SELECT extract(epoch FROM min(d.decided_at) - ${withUsSince}) / 86400 AS days,
         min(d.decided_at) AS at
       FROM decision d JOIN submission s ON s.id = d.submission_id
       WHERE ${withUsSince} IS NOT NULL GROUP BY s.id)
     SELECT count(a.days)::int AS decisions,
            round((percentile_cont(0.5) WITHIN GROUP (ORDER BY a.days))::numeric,
              1)::float AS median,
            round((percentile_cont(0.9) WITHIN GROUP (ORDER BY a.days))::numeric,
              1)::float AS ninetieth,
            span.first::text AS "from", span.last::text AS "to"
     FROM span LEFT JOIN first_answer a ON a.at >= ${startOfDay('span.first')}
       AND a.at < ${startOfDay('span.last + 1')} GROUP BY span.first, span.last`,
    [fromDays, toDays],
  );
  return row!;
}

const thisWeek = `date_trunc('week', ${localTime('now()')})`;
const thisMonth = `date_trunc('month', ${localTime('now()')})`;

function decisionWeeks(manager: EntityManager): Promise<DecisionWeekDto[]> {
  return manager.query(
    `SELECT week::date::text AS "from", (week::date + 6)::text AS "to",
      count(*) FILTER (WHERE d.verdict = 'approve')::int AS approve,
            count(*) FILTER (WHERE d.verdict = 'request_changes')::int AS "requestChanges",
            count(*) FILTER (WHERE d.verdict = 'reject')::int AS reject
     FROM generate_series(${thisWeek} - interval '${weeks - 1} weeks', ${thisWeek},
       interval '1 week') AS week
     LEFT JOIN decision d ON d.decided_at >= ${momentOf('week')}
       AND d.decided_at < ${momentOf("week + interval '1 week'")} GROUP BY week ORDER BY week`,
  );
}

/**
 * The running total of arrivals and departures per month. The register is read once, however many
 * months are shown. Merged signatories count under their target.
 */
function growth(manager: EntityManager): Promise<GrowthMonthDto[]> {
  return manager.query(
    `WITH moves AS (
       SELECT date_trunc('month', ${localTime('published_at')}) AS month, 1 AS joined,
         0 AS withdrawn FROM signatory WHERE published_at IS NOT NULL AND state <> 'merged'
       UNION ALL SELECT date_trunc('month', ${localTime('withdrawn_at')}), 0, 1 FROM signatory
         WHERE state = 'withdrawn'),
     by_month AS (SELECT month, sum(joined)::int AS joined, sum(joined - withdrawn)::int AS more
       FROM moves GROUP BY month)
     SELECT month::date::text AS "from",
       (month + interval '1 month' - interval '1 day')::date::text AS "to",
            (SELECT coalesce(sum(more), 0)::int FROM by_month b
              WHERE b.month <= series.month) AS signatories,
            coalesce((SELECT joined FROM by_month b WHERE b.month = series.month), 0) AS joined
     FROM generate_series(${thisMonth} - interval '${months - 1} months', ${thisMonth},
       interval '1 month') AS series(month)
     ORDER BY month`,
  );
}

/** The current signatories, read once for the figures by country and by kind. */
async function signatories(
  manager: EntityManager,
): Promise<{ countries: DashboardCountryDto[]; kinds: DashboardKindDto[] }> {
  const rows = await manager.query<
    (DashboardCountryDto & DashboardKindDto & { isKind: boolean })[]
  >(
    `SELECT a.country_code AS code, a.kind, grouping(a.country_code) = 1 AS "isKind",
      count(*)::int AS signatories,
            round(avg(a.latitude)::numeric, 2)::float AS latitude,
            round(avg(a.longitude)::numeric, 2)::float AS longitude
     FROM signatory s JOIN authority a ON a.id = s.authority_id
       WHERE s.state IN ('published', 'on_hold')
     GROUP BY GROUPING SETS ((a.country_code), (a.kind)) ORDER BY signatories DESC, code, a.kind`,
  );
  const [kinds, countries] = [
    rows.filter(({ isKind }) => isKind),
    rows.filter(({ isKind }) => !isKind),
  ];
  return {
    countries: countries.map(({ code, signatories: count, latitude, longitude }) => ({
      code,
      signatories: count,
      latitude,
      longitude,
    })),
    kinds: kinds.map(({ kind, signatories: count }) => ({ kind, signatories: count })),
  };
}

/** The pledges of the current signatories, read once for the figures by pillar and by action. */
async function pledges(
  manager: EntityManager,
): Promise<{ pillars: DashboardPillarDto[]; actions: DashboardActionDto[] }> {
  const counted = `
    SELECT p.pillar_code, p.action_code, p.progress, count(*)::int AS pledges FROM pledge p
      JOIN signatory s ON s.id = p.signatory_id
    WHERE s.state IN ('published', 'on_hold') GROUP BY p.pillar_code, p.action_code, p.progress`;
  const sum = (progress: string) =>
    `coalesce(sum(c.pledges) FILTER (WHERE c.progress = '${progress}'), 0)::int`;
  const [row] = await manager.query<
    { pillars: DashboardPillarDto[]; actions: DashboardActionDto[] }[]
  >(
    `WITH counted AS MATERIALIZED (${counted}),
     by_pillar AS (
       SELECT i.position, i.code AS pillar, ${sum('planned')} AS planned,
         ${sum('under_way')} AS "underWay", ${sum('done')} AS done, ${sum('dropped')} AS dropped
       FROM pillar i LEFT JOIN counted c ON c.pillar_code = i.code GROUP BY i.code, i.position),
     by_action AS (
       SELECT i.position, a.position AS place, a.code AS action, a.pillar_code AS pillar, a.wording,
         coalesce(sum(c.pledges), 0)::int AS pledges
       FROM action a JOIN pillar i ON i.code = a.pillar_code
         LEFT JOIN counted c ON c.action_code = a.code GROUP BY a.code, i.position)
     SELECT (SELECT json_agg(json_build_object('pillar', pillar, 'planned', planned, 'underWay',
       "underWay", 'done', done, 'dropped', dropped) ORDER BY position)
             FROM by_pillar) AS pillars,
            (SELECT json_agg(json_build_object('action', action, 'pillar', pillar, 'wording',
              wording, 'pledges', pledges) ORDER BY position, place)
             FROM by_action) AS actions`,
  );
  return row!;
}

async function mails(manager: EntityManager): Promise<FailedMailsDto> {
  const [row] = await manager.query<FailedMailsDto[]>(
    `SELECT count(*) FILTER (WHERE state = 'dead')::int AS dead,
      count(*) FILTER (WHERE state = 'queued' AND last_error IS NOT NULL)::int AS delayed
     FROM outbox WHERE state <> 'sent'`,
  );
  return row!;
}
