import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { BandLimits } from '../review/bands.js';
import { queueFigures } from '../review/queue-figures.js';
import { SettingsService } from '../settings/settings.service.js';
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
const span = 90;

/** What a Monday begins with. Everything is counted in one view of the database, so that the figures agree with each other. */
@Injectable()
export class DashboardService {
  constructor(
    private readonly database: DataSource,
    private readonly settings: SettingsService,
  ) {}

  look(): Promise<DashboardDto> {
    return this.database.transaction('REPEATABLE READ', async (manager) => {
      await manager.query(`SET LOCAL TIME ZONE 'UTC'`);
      const [clock] = await manager.query<{ now: Date }[]>('SELECT now()');
      const { dueWorkingDays: due, overdueWorkingDays: overdue } = await this.settings.inside(manager);
      return {
        waiting: await waiting(manager, { due, overdue }, clock!.now),
        decisionTime: await decisionTime(manager, span, 0),
        decisionTimeBefore: await decisionTime(manager, 2 * span, span),
        weeks: await decisionWeeks(manager),
        growth: await growth(manager),
        countries: await countries(manager),
        kinds: await kinds(manager),
        pillars: await pillars(manager),
        actions: await actions(manager),
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
    toPublish: stages.to_publish,
    ...bands,
    oldest: oldest && oldest.workingDays,
    dueAfter: limits.due,
    overdueAfter: limits.overdue,
  };
}

/** A case that went back and forth counts by the first answer it got. */
async function decisionTime(manager: EntityManager, fromDays: number, toDays: number): Promise<DecisionTimeDto> {
  const [row] = await manager.query<DecisionTimeDto[]>(
    `WITH span AS (SELECT (current_date - $1::int + 1) AS first, (current_date - $2::int) AS last),
     first_answer AS (
       SELECT extract(epoch FROM min(d.decided_at) - s.confirmed_at) / 86400 AS days, min(d.decided_at) AS at
       FROM decision d JOIN submission s ON s.id = d.submission_id WHERE s.confirmed_at IS NOT NULL GROUP BY s.id, s.confirmed_at)
     SELECT count(a.days)::int AS decisions,
            round((percentile_cont(0.5) WITHIN GROUP (ORDER BY a.days))::numeric, 1)::float AS median,
            round((percentile_cont(0.9) WITHIN GROUP (ORDER BY a.days))::numeric, 1)::float AS ninetieth,
            span.first::text AS "from", span.last::text AS "to"
     FROM span LEFT JOIN first_answer a ON a.at >= span.first AND a.at < span.last + 1 GROUP BY span.first, span.last`,
    [fromDays, toDays],
  );
  return row!;
}

function decisionWeeks(manager: EntityManager): Promise<DecisionWeekDto[]> {
  return manager.query(
    `SELECT week::date::text AS "from", (week::date + 6)::text AS "to", count(*) FILTER (WHERE d.verdict = 'approve')::int AS approve,
            count(*) FILTER (WHERE d.verdict = 'request_changes')::int AS "requestChanges", count(*) FILTER (WHERE d.verdict = 'reject')::int AS reject
     FROM generate_series(date_trunc('week', now()) - interval '${weeks - 1} weeks', date_trunc('week', now()), interval '1 week') AS week
     LEFT JOIN decision d ON d.decided_at >= week AND d.decided_at < week + interval '1 week' GROUP BY week ORDER BY week`,
  );
}

/** Comings and goings of each month, added up: the register is read once, however many months are shown. What was merged is counted where it went. */
function growth(manager: EntityManager): Promise<GrowthMonthDto[]> {
  return manager.query(
    `WITH moves AS (
       SELECT date_trunc('month', published_at) AS month, 1 AS joined, 0 AS withdrawn FROM signatory WHERE published_at IS NOT NULL AND state <> 'merged'
       UNION ALL SELECT date_trunc('month', withdrawn_at), 0, 1 FROM signatory WHERE state = 'withdrawn'),
     by_month AS (SELECT month, sum(joined)::int AS joined, sum(joined - withdrawn)::int AS more FROM moves GROUP BY month)
     SELECT month::date::text AS "from", (month + interval '1 month' - interval '1 day')::date::text AS "to",
            (SELECT coalesce(sum(more), 0)::int FROM by_month b WHERE b.month <= series.month) AS signatories,
            coalesce((SELECT joined FROM by_month b WHERE b.month = series.month), 0) AS joined
     FROM generate_series(date_trunc('month', now()) - interval '${months - 1} months', date_trunc('month', now()), interval '1 month') AS series(month)
     ORDER BY month`,
  );
}

function countries(manager: EntityManager): Promise<DashboardCountryDto[]> {
  return manager.query(
    `SELECT a.country_code AS code, count(*)::int AS signatories, round(avg(a.latitude)::numeric, 2)::float AS latitude,
            round(avg(a.longitude)::numeric, 2)::float AS longitude
     FROM signatory s JOIN authority a ON a.id = s.authority_id WHERE s.state IN ('published', 'on_hold')
     GROUP BY a.country_code ORDER BY signatories DESC, code`,
  );
}

function kinds(manager: EntityManager): Promise<DashboardKindDto[]> {
  return manager.query(
    `SELECT a.kind, count(*)::int AS signatories FROM signatory s JOIN authority a ON a.id = s.authority_id
     WHERE s.state IN ('published', 'on_hold') GROUP BY a.kind ORDER BY signatories DESC, a.kind`,
  );
}

function pillars(manager: EntityManager): Promise<DashboardPillarDto[]> {
  return manager.query(
    `SELECT i.code AS pillar, count(*) FILTER (WHERE p.progress = 'planned')::int AS planned, count(*) FILTER (WHERE p.progress = 'under_way')::int AS "underWay",
            count(*) FILTER (WHERE p.progress = 'done')::int AS done, count(*) FILTER (WHERE p.progress = 'dropped')::int AS dropped
     FROM pillar i LEFT JOIN (pledge p JOIN signatory s ON s.id = p.signatory_id AND s.state IN ('published', 'on_hold')) ON p.pillar_code = i.code
     GROUP BY i.code, i.position ORDER BY i.position`,
  );
}

function actions(manager: EntityManager): Promise<DashboardActionDto[]> {
  return manager.query(
    `SELECT a.code AS action, a.pillar_code AS pillar, a.wording, count(p.id)::int AS pledges
     FROM action a JOIN pillar i ON i.code = a.pillar_code
     LEFT JOIN (pledge p JOIN signatory s ON s.id = p.signatory_id AND s.state IN ('published', 'on_hold')) ON p.action_code = a.code
     GROUP BY a.code, i.position ORDER BY i.position, a.position`,
  );
}

async function mails(manager: EntityManager): Promise<FailedMailsDto> {
  const [row] = await manager.query<FailedMailsDto[]>(
    `SELECT count(*) FILTER (WHERE state = 'dead')::int AS dead, count(*) FILTER (WHERE state = 'queued' AND last_error IS NOT NULL)::int AS delayed
     FROM outbox WHERE state <> 'sent'`,
  );
  return row!;
}
