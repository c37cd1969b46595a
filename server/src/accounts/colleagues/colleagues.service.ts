import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { StaffRole } from '../../../../contract/kinds.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { Problem } from '../../platform/http/problem.js';
import type { EventAction } from '../../platform/events/event-actions.js';
import { EventsService } from '../../platform/events/events.service.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { SessionsService } from '../access/sessions.service.js';
import { StaffLinksService } from '../access/staff-links.service.js';
import { Staff } from '../access/staff.entity.js';

/** A colleague as shown to administrators. */
export interface ColleagueRow {
  id: string;
  email: string;
  name: string;
  roles: StaffRole[];
  language: 'en' | 'fr';
  acceptedAt: Date | null;
  disabledAt: Date | null;
  hasSecondFactor: boolean;
  /** Whether they count as a second colleague, and who invited them or gave them a role. */
  vouched: boolean;
  rolesBy: string | null;
  lastSeenAt: Date | null;
  version: number;
}

/**
 * Lets administrators manage their colleagues' accounts. Nobody can change their own, and at least
 * one administrator always remains.
 */
@Injectable()
export class ColleaguesService {
  constructor(
    private readonly database: DataSource,
    private readonly sessions: SessionsService,
    private readonly links: StaffLinksService,
    private readonly outbox: OutboxService,
    private readonly events: EventsService,
  ) {}

  async list(): Promise<ColleagueRow[]> {
    return this.database.query<ColleagueRow[]>(
      `SELECT id, email, name, roles, language, accepted_at AS "acceptedAt",
        vouched_at IS NOT NULL AS vouched, roles_by AS "rolesBy", disabled_at AS "disabledAt",
        version,
         totp_secret IS NOT NULL
           OR EXISTS (SELECT 1 FROM staff_passkey p
           WHERE p.staff_id = staff.id) AS "hasSecondFactor",
         (SELECT max(last_seen_at) FROM staff_session s WHERE s.staff_id = staff.id
           AND second_factor IS NOT NULL) AS "lastSeenAt"
       FROM staff ORDER BY disabled_at IS NOT NULL, name COLLATE "und-x-icu", id`,
    );
  }

  /**
   * Sets a colleague's roles, effective from their next request. Who is given a new one counts as a
   * second colleague again when another administrator vouches for them.
   */
  async changeRoles(
    administrator: Staff,
    id: string,
    roles: StaffRole[],
    seen: number,
  ): Promise<void> {
    await this.change(administrator, id, seen, async (manager, staff, others) => {
      if (!roles.includes('administrator')) requireAnother(staff, others);
      const isMore = roles.some((role) => !staff.roles.includes(role));
      const given = isMore ? { rolesBy: administrator.id, vouchedAt: null } : {};
      await manager.update(Staff, id, { roles, ...given, version: staff.version + 1 });
      return { action: 'staff.change_roles', details: { from: staff.roles, to: roles } };
    });
  }

  /**
   * Says that this is really a colleague of their own: from now on they count as a second one.
   * @throws Problem 403 for the administrator who invited them or gave them their roles, for one
   *   whom nobody has vouched for, and while nobody has vouched for the one who gave the roles; 409
   *   when it was done already.
   */
  async vouch(administrator: Staff, id: string, seen: number): Promise<void> {
    await this.change(administrator, id, seen, async (manager, staff) => {
      if (staff.vouchedAt)
        throw new Problem(409, 'wrong-state', 'Somebody has vouched for them already.');
      await requireTwoAdministrators(manager, staff, administrator);
      await manager.update(Staff, id, { vouchedAt: () => 'now()', version: staff.version + 1 });
      return { action: 'staff.vouch' };
    });
  }

  /**
   * Disables an account: the colleague's next request is refused, and mailed links stop working.
   */
  async disable(administrator: Staff, id: string, seen: number): Promise<void> {
    await this.change(administrator, id, seen, async (manager, staff, others) => {
      requireAnother(staff, others);
      await manager.update(Staff, id, { disabledAt: () => 'now()', version: staff.version + 1 });
      await this.sessions.endAllBut(manager, id, null);
      await this.links.endAll(manager, id, 'staff_invitation');
      await this.links.endAll(manager, id, 'staff_password');
      await this.outbox.takeBackNotices(manager, staff.email);
      return { action: 'staff.disable' };
    });
  }

  async enable(administrator: Staff, id: string, seen: number): Promise<void> {
    await this.change(administrator, id, seen, async (manager, staff) => {
      await manager.update(Staff, id, { disabledAt: null, version: staff.version + 1 });
      return { action: 'staff.enable' };
    });
  }

  /**
   * Resets the second factor, for a lost phone. The colleague sets up a new one at the next sign-in
   * and is notified by mail, so that nobody can do this unnoticed.
   */
  async resetSecondFactor(administrator: Staff, id: string, seen: number): Promise<void> {
    await this.change(administrator, id, seen, async (manager, staff) => {
      await manager.update(Staff, id, {
        totpSecret: null,
        totpLastStep: null,
        version: staff.version + 1,
      });
      await manager.query('DELETE FROM staff_passkey WHERE staff_id = $1', [id]);
      await manager.query('DELETE FROM staff_recovery_code WHERE staff_id = $1', [id]);
      await this.sessions.endAllBut(manager, id, null);
      const data = { name: staff.name, administrator: administrator.name, path: '/staff' };
      await this.outbox.add(manager, {
        recipient: staff.email,
        language: staff.language,
        template: 'staff_factor_reset',
        data,
        submissionId: null,
      });
      return { action: 'staff.reset_second_factor' };
    });
  }

  /**
   * Changes a colleague's account. It locks the administrators' rows first, always in the same
   * order: if two remove each other's role at once, the second is no longer an administrator when
   * their turn comes.
   */
  private async change(
    { id: actorId }: Staff,
    id: string,
    seen: number,
    act: (
      manager: EntityManager,
      staff: Staff,
      others: string[],
    ) => Promise<{ action: EventAction; details?: Record<string, unknown> }>,
  ): Promise<void> {
    if (id === actorId)
      throw new Problem(
        403,
        'own-account',
        'Another administrator has to do this with your account.',
      );
    await this.database.transaction(async (manager) => {
      const administrators = await manager.query<{ id: string }[]>(
        `SELECT id FROM staff WHERE 'administrator' = ANY (roles) AND disabled_at IS NULL
          AND accepted_at IS NOT NULL ORDER BY id FOR UPDATE`,
      );
      const ids = administrators.map((row) => row.id);
      if (!ids.includes(actorId))
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
      const { action, details = {} } = await act(
        manager,
        staff,
        ids.filter((other) => other !== id),
      );
      await this.events.append(manager, {
        actor: { kind: 'staff', id: actorId },
        action,
        subject: { kind: 'staff', id },
        details,
      });
    });
  }
}

/** Two people stand behind each account that counts: who gave it its roles, and who vouches. */
async function requireTwoAdministrators(
  manager: EntityManager,
  { rolesBy }: Staff,
  { id }: Staff,
): Promise<void> {
  const both = rolesBy === null ? [id] : [id, rolesBy];
  const [found] = await manager.query<{ vouched: number }[]>(
    'SELECT count(*)::int AS vouched FROM staff WHERE id = ANY($1) AND vouched_at IS NOT NULL',
    [both],
  );
  if (rolesBy !== id && found!.vouched === both.length) return;
  throw new Problem(
    403,
    'vouch-by-another',
    'An administrator who did not invite them or give them their roles has to do this.',
  );
}

function requireAnother(staff: Staff, others: string[]): void {
  if (others.length === 0 && staff.roles.includes('administrator')) {
    throw new Problem(409, 'last-administrator', 'One administrator has to stay.');
  }
}
