import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { isRealDay } from '../../../../contract/day.js';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { limits } from '../../platform/config/limits.js';
import { decodeCursor, pageOf, unreadableCursor, type Keyed } from '../../platform/http/cursor.js';
import { Problem } from '../../platform/http/problem.js';
import { SettingsService } from '../../platform/settings/settings.service.js';
import { possibleActions } from '../../platform/workflow/workflow.js';
import { openAsk, reportIsWithStaff } from '../../register/reporting/reporting-now.js';
import {
  staffReportingActions,
  type StaffReportingAction,
} from '../../register/reporting/reporting-steps.service.js';
import {
  isOfThisReport,
  lateStates,
  mayBeDueWithin,
  reportingRule,
  reportingTransitions,
  ruleValues,
} from '../../register/reporting/reporting.workflow.js';
import type {
  ReportingDto,
  ReportingList,
  ReportingQuery,
  ReportingRowDto,
  ReportingRowsDto,
  ReportingTotalsDto,
} from './reporting.dto.js';

const mayBeLate = mayBeDueWithin('0');
/** A signatory on hold is not asked: staff look at the entry first. */
const late = `s.state = 'published' AND ${mayBeLate}
  AND reporting.state IN (${lateStates.map((state) => `'${state}'`).join(', ')})`;
/** A town that has sent a report, or waits for an answer about more time, need not be called. */
const waits = `(${reportIsWithStaff} OR EXISTS (SELECT 1 FROM ${openAsk}))`;
const lists: Record<ReportingList, string> = {
  to_call: `${late} AND e.contact_email IS NOT NULL AND NOT ${waits}`,
  asked: `EXISTS (SELECT 1 FROM ${openAsk})`,
  no_contact: `${late} AND e.contact_email IS NULL AND NOT ${waits}`,
};

const from = `signatory s LEFT JOIN submission e ON e.id = s.endorsement_id ${reportingRule}`;
const shown = `s.state IN ('published', 'on_hold')`;
const columns = `s.id, a.country_code AS "countryCode",
  json_build_object('official', a.name_official, 'officialLanguage', a.name_official_language,
    'en', a.name_en, 'fr', a.name_fr) AS names,
  reporting.state, reporting.due_on::text AS "dueOn", s.reported_on::text AS "reportedOn",
  CASE WHEN e.contact_email IS NOT NULL THEN json_build_object('email', e.contact_email,
    'name', e.answers->'contact'->>'name', 'office', e.answers->'contact'->>'office',
    'phone', e.answers->'contact'->>'phone') END AS contact,
  (SELECT count(*)::int FROM pledge p WHERE p.signatory_id = s.id) AS pledges,
  (SELECT json_build_object('until', k.day, 'reason', k.reason, 'at', k.at) FROM ${openAsk})
    AS asked,
  coalesce((SELECT json_agg(json_build_object('number', r.number, 'mailed', r.mailed, 'at', r.at)
      ORDER BY r.number) FROM report_reminder r
    WHERE r.signatory_id = s.id AND ${isOfThisReport}), '[]') AS reminders,
  coalesce((SELECT json_agg(json_build_object('action', k.action, 'day', k.day,
      'reason', k.reason, 'mailed', k.mailed, 'by', c.name, 'at', k.at)
      ORDER BY k.at DESC, k.id DESC)
    FROM reporting_step k LEFT JOIN staff c ON c.id = k.staff_id WHERE k.signatory_id = s.id),
    '[]') AS steps,
  s.silence_told AS "silenceTold", s.demo`;

/** The contacts whom staff may call about a progress report, with the mails and attempts so far. */
@Injectable()
export class ReportingListService {
  constructor(
    private readonly database: DataSource,
    private readonly settings: SettingsService,
  ) {}

  /**
   * Longest overdue first.
   * @param day today in Strasbourg.
   */
  async list(
    { show, after }: ReportingQuery,
    day: string = dayInStrasbourg(),
  ): Promise<ReportingRowsDto> {
    const values: unknown[] = ruleValues(day, await this.settings.current());
    const [totals] = await this.database.query<ReportingTotalsDto[]>(
      `SELECT ${Object.entries(lists)
        .map(([name, condition]) => `count(*) FILTER (WHERE ${condition})::int AS ${name}`)
        .join(', ')} FROM ${from}
       WHERE ${shown} AND (${mayBeLate} OR EXISTS (SELECT 1 FROM ${openAsk}))`,
      values,
    );
    const position = after ? `AND (reporting.due_on, s.id) > (${cursorSql(after, values)})` : '';
    const rows = await this.database.query<(ReportingRowDto & Keyed)[]>(
      `SELECT ${columns}, reporting.due_on::text AS key, s.id AS "keyId"
       FROM ${from} JOIN authority a ON a.id = s.authority_id
       WHERE ${shown} AND ${lists[show]} ${position}
       ORDER BY reporting.due_on, s.id LIMIT ${limits.staffPageSize + 1}`,
      values,
    );
    return { ...pageOf<ReportingRowDto>(rows, limits.staffPageSize), totals: totals! };
  }

  /** @throws Problem 404 if it is not on the register. */
  async one(id: string, staff: Staff, day: string = dayInStrasbourg()): Promise<ReportingDto> {
    const [row] = await this.database.query<Omit<ReportingDto, 'actions'>[]>(
      `SELECT ${columns}, s.version, s.endorsement_id AS "submissionId"
       FROM ${from} JOIN authority a ON a.id = s.authority_id WHERE ${shown} AND s.id = $5`,
      [...ruleValues(day, await this.settings.current()), id],
    );
    if (!row) throw Problem.notFound();
    return { ...row, actions: possible(row, staff) };
  }
}

/** Only an open request for more time can be refused. */
function possible(
  { state, asked }: Pick<ReportingDto, 'state' | 'asked'>,
  { roles }: Staff,
): StaffReportingAction[] {
  const actions = possibleActions(reportingTransitions, state, roles);
  return staffReportingActions.filter(
    (action) => actions.includes(action) && (action !== 'refuse' || asked !== null),
  );
}

function cursorSql(after: string, values: unknown[]): string {
  const [key, id] = decodeCursor(after, false);
  if (!isRealDay(key)) throw unreadableCursor();
  return `$${values.push(key)}::date, $${values.push(id)}::uuid`;
}
