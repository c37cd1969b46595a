import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { EventAction } from '../../platform/events/event-actions.js';
import { EventsService } from '../../platform/events/events.service.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import { Operator, recordedAs, type AccountKeeper } from '../access/account-keeper.js';
import { Staff } from '../access/staff.entity.js';

type Change = (
  manager: EntityManager,
  staff: Staff,
  /** The other administrators whose accounts are in use. */
  others: string[],
) => Promise<{ action: EventAction; details?: Record<string, unknown> }>;

/** Changes to another person's account, one at a time and each with its event. */
@Injectable()
export class AccountChanges {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  /**
   * Locks the administrators' rows first, always in the same order. If two remove each other's role
   * at once, the second is no longer an administrator when it gets the lock.
   * @throws Problem 403 for an administrator's own account, 412 when it was changed since `seen`.
   */
  async change(keeper: AccountKeeper, id: string, seen: number, act: Change): Promise<void> {
    if (!(keeper instanceof Operator) && id === keeper.id)
      throw new Problem(
        403,
        'own-account',
        'Another administrator has to do this with your account.',
      );
    await this.database.transaction(async (manager) => {
      const ids = await lockAdministrators(manager);
      if (!(keeper instanceof Operator) && !ids.includes(keeper.id))
        throw new Problem(403, 'not-allowed', 'Your role does not allow this.');
      const staff = await manager.findOne(Staff, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!staff) throw Problem.notFound();
      requireVersion(staff.version, seen, {
        at: new Date(),
        ...(await this.events.last(manager, id)),
      });
      const others = ids.filter((other) => other !== id);
      const { action, details } = await act(manager, staff, others);
      const subject = { kind: 'staff', id };
      await this.events.append(manager, { action, subject, ...recordedAs(keeper, details) });
    });
  }
}

/** @returns the administrators with active accounts; always locked before other accounts. */
export async function lockAdministrators(manager: EntityManager): Promise<string[]> {
  const rows = await manager.query<{ id: string }[]>(
    `SELECT id FROM staff WHERE 'administrator' = ANY (roles) AND disabled_at IS NULL
      AND accepted_at IS NOT NULL ORDER BY id FOR UPDATE`,
  );
  return rows.map(({ id }) => id);
}
