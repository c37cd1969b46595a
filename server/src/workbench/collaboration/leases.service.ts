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
 * Shows who has a case open. The page renews its lease every 15 seconds, and a closed laptop lets
 * it expire. A lease blocks nothing: versions prevent conflicting decisions, leases prevent
 * duplicate work.
 */
@Injectable()
export class LeasesService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  /**
   * Takes or renews the lease on a case. A free case becomes the colleague's; one held by another
   * changes hands only on an explicit takeover.
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

  /** Releases the lease when the page is left. A lease of another colleague is not affected. */
  async release(submissionId: string, staff: Staff): Promise<void> {
    await this.database.query('DELETE FROM case_lease WHERE submission_id = $1 AND staff_id = $2', [
      submissionId,
      staff.id,
    ]);
  }

  /** An expired lease starts again, so that "since" is when this visit began. */
  private async give(
    manager: EntityManager,
    submissionId: string,
    staff: Staff,
    before: Holder | null,
  ): Promise<void> {
    const goesOn = before?.active === true && before.id === staff.id;
    await manager.query(
      `INSERT INTO case_lease (submission_id, staff_id, since, expires_at)
        VALUES ($1, $2, now(), now() + make_interval(secs => $3))
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
 * Locks the case, so that two colleagues who open it at the same moment take turns.
 * @throws Problem 404 for a case that staff may not see.
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
    `SELECT s.id, s.name, l.since, l.expires_at > now() AS active FROM case_lease l
      JOIN staff s ON s.id = l.staff_id WHERE l.submission_id = $1`,
    [submissionId],
  );
  return row ?? null;
}

function present({ id, name, since }: Holder, staff: Staff): LeaseDto {
  return { mine: id === staff.id, holder: { id, name, since: since.toISOString() } };
}
