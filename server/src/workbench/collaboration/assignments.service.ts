import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { EventsService } from '../../platform/events/events.service.js';
import { NoticeMails } from '../../accounts/notices/notice-mails.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { AssignmentDto } from './collaboration.dto.js';
import { requireCase } from './leases.service.js';
import type { DeciderDto } from '../queue/queue.dto.js';

interface Row {
  id: string | null;
  name: string | null;
  version: number;
  updatedAt: Date;
}

/**
 * Who handles a case: one colleague or nobody. The assignment has its own version, because it does
 * not affect the decision.
 */
@Injectable()
export class AssignmentsService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
    private readonly notices: NoticeMails,
  ) {}

  /** The colleagues who can take a case: enabled and allowed to decide. */
  colleagues(manager: EntityManager): Promise<DeciderDto[]> {
    return manager.query<DeciderDto[]>(
      `SELECT id, name FROM staff WHERE disabled_at IS NULL
        AND roles && ARRAY['reviewer', 'publisher'] ORDER BY name COLLATE "und-x-icu", id`,
    );
  }

  async of(manager: EntityManager, submissionId: string): Promise<AssignmentDto> {
    return present(await this.read(manager, submissionId));
  }

  /**
   * @throws Problem 404 when there is no such case, 412 when it was reassigned meanwhile, 422 for a
   *   colleague who cannot take it.
   */
  async assign(
    submissionId: string,
    colleagueId: string | null,
    staff: Staff,
    seen: number,
  ): Promise<AssignmentDto> {
    return this.database.transaction(async (manager) => {
      await requireCase(manager, submissionId);
      const before = await this.read(manager, submissionId);
      requireVersion(before.version, seen, {
        at: before.updatedAt,
        by: before.name,
        action: 'submission.assign',
      });
      if (
        colleagueId !== null &&
        !(await this.colleagues(manager)).some(({ id }) => id === colleagueId)
      )
        throw noColleague();
      await manager.query(
        'UPDATE submission SET assignee_id = $2, assignment_version = assignment_version + ' +
          '1 WHERE id = $1',
        [submissionId, colleagueId],
      );
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staff.id },
        action: 'submission.assign',
        subject: { kind: 'submission', id: submissionId },
        details: { from: before.id, to: colleagueId },
      });
      const now = await this.read(manager, submissionId);
      await this.notices.tellOfAct(manager, colleagueId ? [colleagueId] : [], {
        kind: 'assigned',
        thing: `${submissionId} ${now.version}`,
        submissionId,
        by: staff,
      });
      return present(now);
    });
  }

  private async read(manager: EntityManager, submissionId: string): Promise<Row> {
    const [row] = await manager.query<Row[]>(
      `SELECT c.id, c.name, s.assignment_version AS version, s.updated_at AS "updatedAt"
       FROM submission s LEFT JOIN staff c ON c.id = s.assignee_id WHERE s.id = $1`,
      [submissionId],
    );
    return row!;
  }
}

function present({ id, name, version }: Row): AssignmentDto {
  return { colleague: id !== null && name !== null ? { id, name } : null, version };
}

function noColleague(): Problem {
  return Problem.invalid([
    {
      pointer: '/colleagueId',
      key: 'isColleague',
      params: {},
      detail: 'must be a colleague who decides on cases',
    },
  ]);
}
