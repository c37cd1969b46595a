import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { Problem } from '../../platform/http/problem.js';
import { limits } from '../../platform/config/limits.js';
import { EventsService } from '../../platform/events/events.service.js';
import type { Staff } from '../../accounts/access/staff.entity.js';
import type { LeaseDto } from './collaboration.dto.js';

interface Holder {
  id: string;
  name: string;
  since: Date;
  active: boolean;
}

/**
 * Who looks at a case now. Whoever opens it holds it as long as the page says so every 15 seconds;
 * a closed laptop lets go by itself. Holding forbids nothing: versions keep two decisions apart,
 * this keeps two colleagues from doing the same work.
 */
@Injectable()
export class LeasesService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  /**
   * Says that a colleague looks at a case: free, it becomes theirs; theirs, it stays so; another's,
   * only by taking over.
   * @returns who holds it afterwards.
   */
  async hold(submissionId: string, staff: Staff, takeOver: boolean): Promise<LeaseDto> {
    return this.database.transaction(async (manager) => {
      await requireCase(manager, submissionId);
      const before = await holderOf(manager, submissionId);
      const isOthers = before !== null && before.active && before.id !== staff.id;
      if (isOthers && !takeOver) return present(before, staff);
      await this.give(manager, submissionId, staff, before);
      if (isOthers) await this.recordTakeOver(manager, submissionId, staff, before);
      return present((await holderOf(manager, submissionId))!, staff);
    });
  }

  /** The page was left. What another colleague holds stays theirs. */
  async release(submissionId: string, staff: Staff): Promise<void> {
    await this.database.query('DELETE FROM case_lease WHERE submission_id = $1 AND staff_id = $2', [
      submissionId,
      staff.id,
    ]);
  }

  /** A lease that ended begins anew: "since" is when this visit began. */
  private async give(
    manager: EntityManager,
    submissionId: string,
    staff: Staff,
    before: Holder | null,
  ): Promise<void> {
    const goesOn = before?.active === true && before.id === staff.id;
    await manager.query(
      `INSERT INTO case_lease (submission_id, staff_id, since, expires_at) VALUES ($1, $2, now(), now() + make_interval(secs => $3))
       ON CONFLICT (submission_id) DO UPDATE SET staff_id = $2, expires_at = excluded.expires_at,
         since = CASE WHEN $4 THEN case_lease.since ELSE excluded.since END`,
      [submissionId, staff.id, limits.caseLeaseSeconds, goesOn],
    );
  }

  private recordTakeOver(
    manager: EntityManager,
    submissionId: string,
    staff: Staff,
    before: Holder,
  ): Promise<void> {
    return this.events.append(manager, {
      actor: { kind: 'staff', id: staff.id },
      action: 'case.take_over',
      subject: { kind: 'submission', id: submissionId },
      details: { from: before.id },
    });
  }
}

/**
 * @throws Problem 404 for what staff have no business with. Locks it, so that two who open it in
 * the same moment come one after the other.
 */
export async function requireCase(manager: EntityManager, submissionId: string): Promise<void> {
  const rows = await manager.query<unknown[]>(
    'SELECT 1 FROM submission WHERE id = $1 AND confirmed_at IS NOT NULL FOR NO KEY UPDATE',
    [submissionId],
  );
  if (rows.length === 0) throw Problem.notFound();
}

async function holderOf(manager: EntityManager, submissionId: string): Promise<Holder | null> {
  const [row] = await manager.query<Holder[]>(
    `SELECT s.id, s.name, l.since, l.expires_at > now() AS active FROM case_lease l JOIN staff s ON s.id = l.staff_id WHERE l.submission_id = $1`,
    [submissionId],
  );
  return row ?? null;
}

function present({ id, name, since }: Holder, staff: Staff): LeaseDto {
  return { mine: id === staff.id, holder: { id, name, since: since.toISOString() } };
}
