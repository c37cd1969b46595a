import type { EntityManager } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import type { Settings } from '../../platform/settings/settings.js';
import { reportingRule, ruleValues, type ReportingState } from './reporting.workflow.js';

/** Conditions over `signatory s JOIN submission e`, its endorsement. */
export const hasOpenPledge = `EXISTS (SELECT 1 FROM pledge p WHERE p.signatory_id = s.id
  AND p.progress IN ('planned', 'under_way'))`;
/** All that it pledged is done or dropped. */
export const isComplete = `NOT ${hasOpenPledge}
  AND EXISTS (SELECT 1 FROM pledge p WHERE p.signatory_id = s.id)`;
/**
 * A town that has sent a report is not reminded of it while staff have it, nor while it is being
 * corrected as they asked; but a report that was sent back and then abandoned does not count. The
 * values of the query begin with `ruleValues`.
 */
export const reportIsWithStaff = `EXISTS (SELECT 1 FROM submission f
  WHERE f.parent_id = s.endorsement_id AND f.kind = 'progress' AND (f.state = 'waiting'
    OR f.state = 'changes_requested' AND
      (f.updated_at AT TIME ZONE 'Europe/Paris')::date + ${limits.reportCorrectionDays}
        >= $1::date))`;
/** A request for more time without an answer. A later report counts as one. */
export const openAsk = `reporting_step k WHERE k.signatory_id = s.id AND k.action = 'ask'
  AND k.answered_at IS NULL
  AND (s.reported_on IS NULL OR (k.at AT TIME ZONE 'Europe/Paris')::date > s.reported_on)`;

/** Any decision about a report also answers the town's request. */
export async function answerAsked(manager: EntityManager, signatoryId: string): Promise<void> {
  await manager.query(
    `UPDATE reporting_step SET answered_at = now()
      WHERE signatory_id = $1 AND action = 'ask' AND answered_at IS NULL`,
    [signatoryId],
  );
}

/** The state of a signatory's report on a day. */
export interface ReportingNow {
  state: ReportingState;
  /** Days in Strasbourg. */
  dueOn: string;
  countedFrom: string;
  reportedOn: string | null;
  extendedUntil: string | null;
  openPledge: boolean;
  /** More time that the town asked for and staff have not answered. */
  asked: { until: string; reason: string; at: string } | null;
}

/** @returns null if it was never published. */
export async function reportingNow(
  manager: EntityManager,
  signatoryId: string,
  day: string,
  settings: Settings,
): Promise<ReportingNow | null> {
  const [row] = await manager.query<ReportingNow[]>(
    `SELECT reporting.state, reporting.due_on::text AS "dueOn",
       reporting.counted_from::text AS "countedFrom",
       s.reported_on::text AS "reportedOn", s.report_extended_until::text AS "extendedUntil",
       ${hasOpenPledge} AS "openPledge",
       (SELECT json_build_object('until', k.day, 'reason', k.reason, 'at', k.at) FROM ${openAsk})
         AS asked
     FROM signatory s ${reportingRule} WHERE s.id = $5 AND s.published_at IS NOT NULL`,
    [...ruleValues(day, settings), signatoryId],
  );
  return row ?? null;
}
