import { Injectable } from '@nestjs/common';
import { DataSource, QueryFailedError, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { helplineMonths, type HelplineReportOutcome } from '../../../../contract/helplines.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { bumpRegisterVersion } from '../../platform/settings/register-version.js';
import { EventsService } from '../../platform/events/events.service.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import {
  changesBetween,
  contentOf,
  contentOfRow,
  type HelplineContent,
} from './helpline-content.js';
import type {
  EditHelplineDto,
  HelplineChangeDto,
  HelplineReportItemDto,
  HelplinesOverviewDto,
  StaffHelplineDto,
} from './helplines.dto.js';
import { today } from '../../platform/http/strasbourg-sql.js';

/** For how many months a helpline counts as confirmed; administrators set this. */
const monthsConfirmed = `coalesce(
  (SELECT (value->>'helplineMonths')::int FROM setting WHERE key = 'settings'), ${helplineMonths})`;

const columns = `id, country_code AS country, number, name, audiences,
  min_age AS "minAge", max_age AS "maxAge", hours, chat, languages, cost, link, source,
  to_char(checked_on, 'YYYY-MM-DD') AS "checkedOn", checked_by AS "checkedBy", certain,
  checked_on <= ${today} - make_interval(months => ${monthsConfirmed}) AS stale, version`;

/**
 * Administrators maintain the helplines. Every change writes one event that names the fields, and
 * one row of the helpline's history with the values before and after. It re-renders every public
 * page.
 */
@Injectable()
export class HelplinesService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  async overview(): Promise<HelplinesOverviewDto> {
    const items = await this.database.query<StaffHelplineDto[]>(
      `SELECT ${columns} FROM helpline WHERE removed_at IS NULL ORDER BY country_code, audiences,
        number`,
    );
    const reports = await this.database.query<HelplineReportItemDto[]>(
      `SELECT id, country_code AS country, number, remark, language, created_at AS "createdAt"
       FROM helpline_report ORDER BY created_at LIMIT 500`,
    );
    return { items, reports };
  }

  /** @throws Problem 404 */
  async one(id: string, manager = this.database.manager): Promise<StaffHelplineDto> {
    const [row] = await manager.query<StaffHelplineDto[]>(
      `SELECT ${columns} FROM helpline WHERE id = $1 AND removed_at IS NULL`,
      [id],
    );
    if (!row) throw Problem.notFound();
    return row;
  }

  /** The history of a helpline, newest first, even if it was removed. */
  history(id: string): Promise<HelplineChangeDto[]> {
    return this.database.query<HelplineChangeDto[]>(
      `SELECT c.at, 'helpline.' || c.action AS action, staff.name AS by, c.changes
       FROM helpline_change c JOIN staff ON staff.id = c.staff_id
       WHERE c.helpline_id = $1 ORDER BY c.at DESC, c.id DESC LIMIT 500`,
      [id],
    );
  }

  /** @throws Problem 422 when the country has this number already. */
  add(line: EditHelplineDto, staff: Staff): Promise<StaffHelplineDto> {
    const content = contentOf(line);
    const names = Object.keys(content);
    return this.write(async (manager) => {
      const id = uuidv7();
      await manager.query(
        `INSERT INTO helpline (id, ${names.join(', ')}, checked_by, kept_by_staff)
         VALUES ($1, ${names.map((_, index) => `$${index + 3}`).join(', ')}, $2, true)`,
        [id, staff.name, ...Object.values(content)],
      );
      await this.record(manager, 'add', id, staff, changesBetween({}, content));
      return id;
    });
  }

  /** @throws Problem 404, 412, and 422 when the country has this number already. */
  change(id: string, line: EditHelplineDto, staff: Staff, seen: number): Promise<StaffHelplineDto> {
    const content = contentOf(line);
    return this.write(async (manager) => {
      const before = await this.lock(manager, id, seen);
      const changes = changesBetween(before, content);
      if (Object.keys(changes).length === 0) return id;
      await this.update(manager, id, content, 'checked_on' in changes ? staff : null);
      await this.record(manager, 'change', id, staff, changes);
      return id;
    });
  }

  /** Records that the source was read today and is unchanged. @throws Problem 404, 412. */
  confirm(id: string, staff: Staff, seen: number): Promise<StaffHelplineDto> {
    return this.write(async (manager) => {
      const before = await this.lock(manager, id, seen);
      const [row] = await manager.query<{ today: string }[]>(
        `SELECT to_char(${today}, 'YYYY-MM-DD') AS today`,
      );
      const content = { ...before, checked_on: row!.today };
      await this.update(manager, id, content, staff);
      await this.record(manager, 'confirm', id, staff, changesBetween(before, content));
      return id;
    });
  }

  /** @throws Problem 404, 412. */
  async remove(id: string, staff: Staff, seen: number): Promise<void> {
    await this.database.transaction(async (manager) => {
      const before = await this.lock(manager, id, seen);
      await manager.query(
        `UPDATE helpline SET removed_at = now(), kept_by_staff = true, version = version + 1,
          changed_at = now() WHERE id = $1`,
        [id],
      );
      await bumpRegisterVersion(manager, 'beside the list');
      await this.record(manager, 'remove', id, staff, changesBetween(before, {}));
    });
  }

  /**
   * Closes a report. The reader's text and the number, which could be anyone's, are deleted. The
   * outcome is kept in the audit trail.
   * @throws Problem 404 when a colleague was first.
   */
  async closeReport(id: string, outcome: HelplineReportOutcome, staff: Staff): Promise<void> {
    await this.database.transaction(async (manager) => {
      const [[report]] = await manager.query<[Pick<HelplineReportItemDto, 'country'>[], number]>(
        `DELETE FROM helpline_report WHERE id = $1 RETURNING country_code AS country`,
        [id],
      );
      if (!report) throw Problem.notFound();
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: 'helpline.close_report',
        subject: { kind: 'helpline', id },
        details: { outcome, country: report.country },
      });
    });
  }

  private async write(
    work: (manager: EntityManager) => Promise<string>,
  ): Promise<StaffHelplineDto> {
    return this.database.transaction(async (manager) => {
      const id = await onceInItsCountry(() => work(manager));
      await bumpRegisterVersion(manager, 'beside the list');
      return this.one(id, manager);
    });
  }

  private async lock(manager: EntityManager, id: string, seen: number): Promise<HelplineContent> {
    const [locked] = await manager.query<{ at: Date }[]>(
      `SELECT changed_at AS at FROM helpline WHERE id = $1 AND removed_at IS NULL FOR UPDATE`,
      [id],
    );
    if (!locked) throw Problem.notFound();
    const row = await this.one(id, manager);
    if (row.version !== seen)
      requireVersion(row.version, seen, {
        at: locked.at,
        ...(await this.events.last(manager, id)),
      });
    return contentOfRow(row);
  }

  /** @param checkedBy who read the source again, if anyone did. */
  private async update(
    manager: EntityManager,
    id: string,
    content: HelplineContent,
    checkedBy: Staff | null,
  ): Promise<void> {
    const sets = Object.keys(content).map((name, index) => `${name} = $${index + 3}`);
    await manager.query(
      `UPDATE helpline SET ${sets.join(', ')}, checked_by = coalesce($2, checked_by),
        kept_by_staff = true,
              version = version + 1, changed_at = now() WHERE id = $1`,
      [id, checkedBy?.name ?? null, ...Object.values(content)],
    );
  }

  private async record(
    manager: EntityManager,
    verb: 'add' | 'change' | 'confirm' | 'remove',
    id: string,
    staff: Staff,
    changes: HelplineChangeDto['changes'],
  ): Promise<void> {
    await manager.query(
      `INSERT INTO helpline_change (id, helpline_id, action, changes, staff_id)
        VALUES ($1, $2, $3, $4, $5)`,
      [uuidv7(), id, verb, JSON.stringify(changes), staff.id],
    );
    await this.events.append(manager, {
      actor: { kind: 'staff', id: staff.id },
      action: `helpline.${verb}`,
      subject: { kind: 'helpline', id },
      details: { fields: Object.keys(changes) },
    });
  }
}

/** Two helplines with the same number could contradict each other. */
async function onceInItsCountry<Result>(work: () => Promise<Result>): Promise<Result> {
  try {
    return await work();
  } catch (error) {
    const constraint =
      error instanceof QueryFailedError
        ? (error.driverError as { constraint?: string }).constraint
        : undefined;
    if (constraint === 'helpline_number_is_one')
      throw Problem.invalid([
        {
          pointer: '/number',
          key: 'isUnique',
          params: {},
          detail: 'the country has this number already',
        },
      ]);
    if (constraint === 'helpline_country_code_fkey')
      throw Problem.invalid([
        { pointer: '/country', key: 'isISO31661Alpha2', params: {}, detail: 'unknown country' },
      ]);
    throw error;
  }
}
