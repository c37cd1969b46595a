import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { decodeCursor, momentKeys, pageOf, type Keyed } from '../../platform/http/cursor.js';
import { queueStages, type QueueStage } from '../../../../contract/kinds.js';
import { possibleActions } from '../../platform/workflow/workflow.js';
import { limits } from '../../platform/config/limits.js';
import { signatoryTransitions } from '../../register/signatories/signatory.workflow.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import { submissionTransitions } from '../../joining/submissions/submission.workflow.js';
import { ageOf, bandEdges, bandLimitsOf, bands, type Band, type BandLimits } from './bands.js';
import { bulkActions, type BulkAction } from '../decisions/bulk.dto.js';
import { isToSee } from '../../../../contract/tones.js';
import { FindingsService } from '../findings/findings.service.js';
import { Conditions, stages, type Edges, isUnanswered } from './queue-conditions.js';
import {
  type CasePlaceDto,
  type QueueDto,
  type QueueItemDto,
  type QueuePageQuery,
  type QueueQuery,
} from './queue.dto.js';
import { SearchTexts } from './search-texts.service.js';

type Computed = 'workingDays' | 'band' | 'actions' | 'lookAlike' | 'findings';
type Row = Omit<QueueItemDto, Computed | 'waitingSince'> & { waitingSince: Date };

/** The lists of cases, longest waiting first. */
@Injectable()
export class QueueService {
  constructor(
    private readonly database: DataSource,
    private readonly searchTexts: SearchTexts,
    private readonly settings: SettingsService,
    private readonly findings: FindingsService,
  ) {}

  async list(query: QueuePageQuery, staff: Staff): Promise<QueueDto> {
    if (query.q) await this.searchTexts.complete(this.database.manager);
    const now = new Date();
    const bandLimits = bandLimitsOf(await this.settings.current());
    const edges = bandEdges(bandLimits, now);
    const [rows, counts, bandCounts, countryCounts] = await Promise.all([
      this.page(query, staff, edges),
      this.counts(query, staff, edges),
      this.bandCounts(query, staff, edges),
      this.countryCounts(query, staff, edges),
    ]);
    const { items, next } = pageOf<Row>(rows, limits.staffPageSize);
    const examined = await this.findings.of(
      this.database.manager,
      items.map(({ id }) => id),
    );
    return {
      items: items.map((row) => {
        const findings = (examined.get(row.id)?.findings ?? []).filter(isToSee);
        return {
          ...toItem(row, bandLimits, now),
          actions: actionsOf(row, staff),
          lookAlike: findings.some(({ check }) => check === 'letters'),
          findings,
        };
      }),
      bulkLimit: limits.bulkCases,
      next,
      counts,
      bandCounts,
      countryCounts,
    };
  }

  /**
   * The next case to work on: the longest waiting one that is unassigned or assigned to this
   * colleague and that no colleague has open. Reviewers get cases to decide; publishers who are not
   * reviewers get cases to publish.
   */
  async next(staff: Staff, except: string | null): Promise<string | null> {
    const stage = staff.roles.includes('reviewer') ? 'waiting' : 'to_publish';
    const [row] = await this.database.query<{ id: string }[]>(
      `SELECT s.id FROM submission s
       WHERE s.waiting_since IS NOT NULL AND ${stages[stage]}
         AND (s.assignee_id IS NULL OR s.assignee_id = $1) AND s.id IS DISTINCT FROM $2
         AND NOT EXISTS (SELECT 1 FROM case_lease l WHERE l.submission_id = s.id
           AND l.staff_id <> $1 AND l.expires_at > now())
       ORDER BY s.waiting_since, s.id LIMIT 1`,
      [staff.id, except],
    );
    return row?.id ?? null;
  }

  /**
   * The neighbours of a case in a list, also when the case has left the list since.
   * @throws Problem 404
   */
  async place(id: string, query: QueueQuery, staff: Staff): Promise<CasePlaceDto> {
    if (query.q) await this.searchTexts.complete(this.database.manager);
    const edges = bandEdges(bandLimitsOf(await this.settings.current()), new Date());
    const conditions = new Conditions(query, staff.id, edges);
    const own = conditions.value(id);
    const [row] = await this.database.query<(CasePlaceDto & { before: number })[]>(
      `WITH own AS (SELECT waiting_since, id FROM submission
         WHERE id = ${own}::uuid AND waiting_since IS NOT NULL),
       listed AS (SELECT s.id, s.waiting_since FROM submission s WHERE ${conditions.sql})
       SELECT (SELECT count(*)::int FROM listed) AS total,
         (SELECT count(*)::int FROM listed l WHERE (l.waiting_since, l.id) <
           (own.waiting_since, own.id)) AS before,
         EXISTS (SELECT 1 FROM listed l WHERE l.id = own.id) AS "isListed",
         (SELECT l.id FROM listed l WHERE (l.waiting_since, l.id) < (own.waiting_since, own.id)
           ORDER BY l.waiting_since DESC, l.id DESC LIMIT 1) AS previous,
         (SELECT l.id FROM listed l WHERE (l.waiting_since, l.id) > (own.waiting_since, own.id)
           ORDER BY l.waiting_since, l.id LIMIT 1) AS next
       FROM own`,
      conditions.values,
    );
    if (!row) throw Problem.notFound();
    const { before, total, isListed, previous, next } = row;
    return { position: before + 1, total, isListed, previous, next };
  }

  private page(query: QueuePageQuery, staff: Staff, edges: Edges): Promise<(Row & Keyed)[]> {
    const conditions = new Conditions(query, staff.id, edges);
    const after = query.after ? afterCursor(conditions, query.after) : '';
    return this.database.query<(Row & Keyed)[]>(
      `SELECT s.id, s.reference, s.state, s.kind AS "submissionKind", g.state AS "signatoryState",
        s.version, g.version AS "signatoryVersion", g.publish_on::text AS "publishOn",
        CASE WHEN s.state = 'changes_requested' THEN s.answer_by::text END AS "answerBy",
        CASE WHEN s.state = 'changes_requested' THEN s.answer_asked_until::text END
          AS "answerAskedUntil",
        coalesce(s.authority_name, s.reference) AS "authorityName",
              coalesce(s.authority_kind, 'other') AS kind,
              coalesce(s.country_code, '') AS "countryCode", s.language, s.demo,
              s.waiting_since AS "waitingSince", ${momentKeys('s.waiting_since', 's.id')},
              CASE WHEN mine.id IS NOT NULL THEN json_build_object('id', mine.id, 'name', mine.name)
                END AS assignee,
              CASE WHEN viewer.id IS NOT NULL
                THEN json_build_object('id', viewer.id, 'name', viewer.name, 'since', l.since)
                END AS viewer
       FROM (SELECT * FROM submission s WHERE ${conditions.sql} ${after} ORDER BY s.waiting_since,
         s.id LIMIT ${limits.staffPageSize + 1}) s
       LEFT JOIN signatory g ON g.endorsement_id = s.id
       LEFT JOIN staff mine ON mine.id = s.assignee_id
       LEFT JOIN case_lease l ON l.submission_id = s.id AND l.expires_at > now()
       LEFT JOIN staff viewer ON viewer.id = l.staff_id
       ORDER BY s.waiting_since, s.id`,
      conditions.values,
    );
  }

  private async counts(
    query: QueueQuery,
    staff: Staff,
    edges: Edges,
  ): Promise<Record<QueueStage, number>> {
    const conditions = new Conditions(query, staff.id, edges, 'show');
    const rows = await this.database.query<
      { state: string; count: number; unlisted: number; scheduled: number; late: number }[]
    >(
      `SELECT s.state, count(*)::int AS count, count(g.endorsement_id)::int AS unlisted,
         count(g.publish_on)::int AS scheduled, count(*) FILTER (WHERE ${isUnanswered})::int AS late
       FROM submission s LEFT JOIN signatory g ON g.endorsement_id = s.id AND g.state = 'unlisted'
         AND s.state = 'approved'
       WHERE ${conditions.sql} GROUP BY s.state`,
      conditions.values,
    );
    const of = (state: string) =>
      rows.find((row) => row.state === state) ?? { count: 0, unlisted: 0, scheduled: 0, late: 0 };
    const approved = of('approved');
    const asked = of('changes_requested');
    const counts = Object.fromEntries(
      queueStages.map((stage) => [stage, of(stage).count]),
    ) as Record<QueueStage, number>;
    return {
      ...counts,
      changes_requested: asked.count - asked.late,
      unanswered: asked.late,
      to_publish: approved.unlisted - approved.scheduled,
      scheduled: approved.scheduled,
      published: approved.count - approved.unlisted,
    };
  }

  private async bandCounts(
    query: QueueQuery,
    staff: Staff,
    edges: Edges,
  ): Promise<Record<Band, number>> {
    const conditions = new Conditions({ ...query, show: ['waiting'] }, staff.id, edges, 'band');
    const columns = bands.map(
      (band) => `count(*) FILTER (WHERE ${conditions.band(band)})::int AS ${band}`,
    );
    const [row] = await this.database.query<Record<Band, number>[]>(
      `SELECT ${columns.join(', ')} FROM submission s WHERE ${conditions.sql}`,
      conditions.values,
    );
    return row!;
  }

  private async countryCounts(
    query: QueueQuery,
    staff: Staff,
    edges: Edges,
  ): Promise<Record<string, number>> {
    const conditions = new Conditions(query, staff.id, edges, 'country');
    const rows = await this.database.query<{ code: string; count: number }[]>(
      `SELECT s.country_code AS code, count(*)::int AS count FROM submission s
       WHERE ${conditions.sql} AND s.country_code IS NOT NULL GROUP BY 1 ORDER BY 1`,
      conditions.values,
    );
    return Object.fromEntries(rows.map(({ code, count }) => [code, count]));
  }
}

/** The age is omitted unless the case awaits staff. */
function toItem(
  { waitingSince, ...row }: Row,
  limits: BandLimits,
  now: Date,
): Omit<QueueItemDto, 'actions' | 'lookAlike' | 'findings'> {
  const { band, workingDays } = ageOf(limits, waitingSince, now);
  const viewer = row.viewer && { ...row.viewer, since: new Date(row.viewer.since).toISOString() };
  return {
    ...row,
    viewer,
    waitingSince: waitingSince.toISOString(),
    workingDays,
    band: row.state === 'waiting' ? band : null,
  };
}

/** The actions that the transition tables allow. The bulk preview checks the other guards. */
function actionsOf(
  { state, signatoryState, publishOn }: Pick<Row, 'state' | 'signatoryState' | 'publishOn'>,
  { roles }: Staff,
): BulkAction[] {
  const possible: string[] = [
    ...possibleActions(submissionTransitions, state, roles),
    ...(signatoryState ? possibleActions(signatoryTransitions, signatoryState, roles) : []),
  ];
  // A scheduled publication is not offered again in bulk.
  const isOffered = (action: string) => action !== 'publish' || publishOn === null;
  return bulkActions.filter((action) => possible.includes(action) && isOffered(action));
}

function afterCursor(conditions: Conditions, text: string): string {
  const [key, id] = decodeCursor(text, true);
  return (
    `AND (s.waiting_since, s.id) > (${conditions.value(key)}::timestamptz, ` +
    `${conditions.value(id)}::uuid)`
  );
}
