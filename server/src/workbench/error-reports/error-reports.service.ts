import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { isOutcome, type ErrorReportState } from '../../../../contract/error-reports.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { limits } from '../../platform/config/limits.js';
import { EventsService } from '../../platform/events/events.service.js';
import { momentCursor, momentKeys, pageOf, type Keyed } from '../../platform/http/cursor.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { bumpRegisterVersion } from '../../platform/settings/register-version.js';
import { possibleActions, stepIn } from '../../platform/workflow/workflow.js';
import { ErrorReports } from '../../register/error-reports/error-reports.service.js';
import { ErrorReportAnswers } from '../../register/error-reports/error-report-answers.service.js';
import { errorReportTransitions } from '../../register/error-reports/error-report.workflow.js';
import { signatoryPath } from '../../register/signatories/signatory-path.js';
import type {
  ErrorReportRowDto,
  ErrorReportRowsDto,
  ErrorReportsQuery,
  ErrorReportStepDto,
  StaffErrorReportDto,
} from './error-reports.dto.js';

const from = `error_report r JOIN signatory s ON s.id = r.signatory_id
  JOIN authority a ON a.id = s.authority_id LEFT JOIN staff t ON t.id = r.taken_by`;
const columns = `r.id, r.kind, r.state, r.language, r.words, s.id AS "signatoryId",
  json_build_object('official', a.name_official, 'officialLanguage', a.name_official_language,
    'en', a.name_en, 'fr', a.name_fr) AS names,
  a.country_code AS "countryCode", r.created_at AS "createdAt", t.name AS "takenBy"`;

interface Locked {
  state: ErrorReportState;
  version: number;
  at: Date;
}

/**
 * Readers' reports about entries, and the colleagues' answers. An answer does not change the entry,
 * which has its own editor under the four-eyes rule. The public page counts answers, so each one
 * bumps the version of the data beside the list.
 */
@Injectable()
export class StaffErrorReports {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
    private readonly answers: ErrorReportAnswers,
    private readonly reports: ErrorReports,
  ) {}

  /** Newest first; those past their retention are no longer shown. */
  async list({ state, after }: ErrorReportsQuery): Promise<ErrorReportRowsDto> {
    const values: unknown[] = [state ?? null];
    const where = `r.forgotten_at IS NULL AND ($1::text[] IS NULL OR r.state = ANY($1))`;
    const [count] = await this.database.query<{ total: number }[]>(
      `SELECT count(*)::int AS total FROM error_report r WHERE ${where}`,
      values,
    );
    const [time, id] = momentCursor(after);
    const position = time
      ? `AND (r.created_at, r.id) < ($${values.push(time)}::timestamptz, ` +
        `$${values.push(id)}::uuid)`
      : '';
    const rows = await this.database.query<(ErrorReportRowDto & Keyed)[]>(
      `SELECT ${columns}, ${momentKeys('r.created_at', 'r.id')} FROM ${from}
        WHERE ${where} ${position}
       ORDER BY r.created_at DESC, r.id DESC LIMIT ${limits.staffPageSize + 1}`,
      values,
    );
    return { ...pageOf<ErrorReportRowDto>(rows, limits.staffPageSize), total: count!.total };
  }

  /** @throws Problem 404, also when its period is over. */
  async one(
    id: string,
    { roles }: Pick<Staff, 'roles'>,
    manager = this.database.manager,
  ): Promise<StaffErrorReportDto> {
    const [row] = await manager.query<
      (Omit<StaffErrorReportDto, 'actions' | 'page'> & { publicId: string })[]
    >(
      `SELECT ${columns}, r.version, r.name, s.public_id AS "publicId",
         CASE WHEN r.email IS NULL THEN 'none' WHEN r.proven_at IS NULL THEN 'unproven'
           ELSE 'proven' END AS address,
         s.changed_at > r.created_at AS "changedSince", r.answer,
         (SELECT c.name FROM staff c WHERE c.id = r.answered_by) AS "answeredBy",
         r.answered_at AS "answeredAt", r.mail_id IS NOT NULL AS mailed
       FROM ${from} WHERE r.id = $1 AND r.forgotten_at IS NULL`,
      [id],
    );
    if (!row) throw Problem.notFound();
    const { publicId, ...report } = row;
    return {
      ...report,
      page: signatoryPath('en', publicId, report.names.en),
      actions: possibleActions(errorReportTransitions, report.state, roles),
    };
  }

  /**
   * One step, in one transaction with its event, the public count and the mail.
   * @throws Problem 403 or 409 by the table of transitions, 412 when a colleague was first, 422
   *   when the answer is missing.
   */
  async take(
    id: string,
    { action, answer }: ErrorReportStepDto,
    staff: Staff,
    seen: number,
  ): Promise<StaffErrorReportDto> {
    return this.database.transaction(async (manager) => {
      const before = await this.lock(manager, id, seen);
      const row = stepIn(errorReportTransitions, before.state, action, staff.roles);
      if (isOutcome(row.to)) await this.answer(manager, id, { to: row.to, answer, staff });
      else
        await manager.query(
          `UPDATE error_report SET state = $2, taken_by = $3, changed_at = now(),
            version = version + 1 WHERE id = $1`,
          [id, row.to, row.to === 'looked_at' ? staff.id : null],
        );
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: `error_report.${action}`,
        subject: { kind: 'error_report', id },
        details: { from: before.state, to: row.to },
      });
      return this.one(id, staff, manager);
    });
  }

  /**
   * Deletes spam such as advertising: it gets no answer and is not counted.
   * @throws Problem 409 when it has been answered, 412 when a colleague was first.
   */
  async discard(id: string, staff: Staff, seen: number): Promise<void> {
    await this.database.transaction(async (manager) => {
      const { state } = await this.lock(manager, id, seen);
      if (isOutcome(state))
        throw new Problem(409, 'wrong-state', 'It has been answered.', { state });
      await this.reports.discard(manager, id);
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: 'error_report.discard',
        subject: { kind: 'error_report', id },
        details: { from: state },
      });
    });
  }

  private async lock(manager: EntityManager, id: string, seen: number): Promise<Locked> {
    const [locked] = await manager.query<Locked[]>(
      `SELECT state, version, changed_at AS at FROM error_report
        WHERE id = $1 AND forgotten_at IS NULL FOR UPDATE`,
      [id],
    );
    if (!locked) throw Problem.notFound();
    if (locked.version !== seen)
      requireVersion(locked.version, seen, {
        at: locked.at,
        ...(await this.events.last(manager, id)),
      });
    return locked;
  }

  private async answer(
    manager: EntityManager,
    id: string,
    { to, answer, staff }: { to: ErrorReportState; answer: string | undefined; staff: Staff },
  ): Promise<void> {
    if (!answer)
      throw Problem.invalid([
        { pointer: '/answer', key: 'isNotEmpty', params: {}, detail: 'the answer is missing' },
      ]);
    await manager.query(
      `UPDATE error_report SET state = $2, answer = $3, answered_by = $4, answered_at = now(),
        changed_at = now(), version = version + 1 WHERE id = $1`,
      [id, to, answer, staff.id],
    );
    await this.answers.tell(manager, id);
    await bumpRegisterVersion(manager, 'beside the list');
  }
}
