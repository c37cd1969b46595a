import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import type { StaffRole } from '../../../../contract/kinds.js';
import { Problem } from '../../platform/http/problem.js';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import { roleNames } from '../../platform/mail/texts.js';
import {
  administratorBehind,
  nameOf,
  stillBehind,
  type AccountKeeper,
} from '../access/account-keeper.js';
import { SecurityMails } from '../access/security-mails.js';
import { forgetDraftsOfColleague } from '../drafts/drafts.service.js';
import { SessionsService } from '../access/sessions.service.js';
import { linkPurposes, StaffLinksService } from '../access/staff-links.service.js';
import { Staff } from '../access/staff.entity.js';
import { AccountChanges } from './account-changes.js';

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
  /** The address that waits to be confirmed, if it is being changed. */
  newEmail: string | null;
  lastSeenAt: Date | null;
  version: number;
}

/**
 * Lets administrators, and the operator of the server, manage colleagues' accounts. Administrators
 * cannot change their own, at least one administrator always remains, and the colleague gets a
 * mail.
 */
@Injectable()
export class ColleaguesService {
  constructor(
    private readonly database: DataSource,
    private readonly sessions: SessionsService,
    private readonly links: StaffLinksService,
    private readonly outbox: OutboxService,
    private readonly mails: SecurityMails,
    private readonly changes: AccountChanges,
  ) {}

  async list(): Promise<ColleagueRow[]> {
    return this.database.query<ColleagueRow[]>(
      `SELECT id, email, name, roles, language, accepted_at AS "acceptedAt",
        vouched_at IS NOT NULL AS vouched, roles_by AS "rolesBy", disabled_at AS "disabledAt",
        version,
         totp_secret IS NOT NULL
           OR EXISTS (SELECT 1 FROM staff_passkey p
           WHERE p.staff_id = staff.id) AS "hasSecondFactor",
         (SELECT new_email FROM staff_token t WHERE t.staff_id = staff.id
           AND purpose = 'staff_address' AND used_at IS NULL AND expires_at > now())
           AS "newEmail",
         (SELECT max(last_seen_at) FROM staff_session s WHERE s.staff_id = staff.id
           AND second_factor IS NOT NULL) AS "lastSeenAt"
       FROM staff ORDER BY disabled_at IS NOT NULL, name COLLATE "und-x-icu", id`,
    );
  }

  /**
   * Sets a colleague's roles, effective from their next request. A colleague with a new role counts
   * as a second person again once another administrator vouches for them; an administrator
   * responsible for them before anyone vouched stays so. Losing the administrator role invalidates
   * the links to new addresses that they asked for.
   */
  async changeRoles(
    keeper: AccountKeeper,
    id: string,
    roles: StaffRole[],
    seen: number,
  ): Promise<void> {
    await this.changes.change(keeper, id, seen, async (manager, staff, others) => {
      if (!roles.includes('administrator')) requireAnother(staff, others);
      const isMore = roles.some((role) => !staff.roles.includes(role));
      const rolesBy = stillBehind(staff) ?? administratorBehind(keeper);
      const given = isMore ? { rolesBy, vouchedAt: null } : {};
      await manager.update(Staff, id, { roles, ...given, version: staff.version + 1 });
      if (!roles.includes('administrator')) await this.links.endAskedBy(manager, id);
      await this.mails.tell(manager, id, 'staff_roles_changed', {
        by: nameOf(keeper, staff.language),
        roles: roleNames(roles, staff.language),
        path: '/staff',
      });
      return { action: 'staff.change_roles', details: { from: staff.roles, to: roles } };
    });
  }

  /**
   * Confirms that this account belongs to a real, separate person, who counts as a second colleague
   * from now on.
   * @throws Problem 403 for the administrator who invited them or gave them their roles, for one
   *   whom nobody has vouched for, and while nobody has vouched for the one who gave the roles; 409
   *   when it was done already.
   */
  async vouch(administrator: Staff, id: string, seen: number): Promise<void> {
    await this.changes.change(administrator, id, seen, async (manager, staff) => {
      if (staff.vouchedAt)
        throw new Problem(409, 'wrong-state', 'Somebody has vouched for them already.');
      await requireTwoAdministrators(manager, staff, administrator);
      await manager.update(Staff, id, { vouchedAt: () => 'now()', version: staff.version + 1 });
      return { action: 'staff.vouch' };
    });
  }

  /**
   * Disables an account: the colleague's next request is refused, and mailed links stop working,
   * and so do links to new addresses of others that this colleague asked for. Unsent texts are
   * deleted.
   */
  async disable(keeper: AccountKeeper, id: string, seen: number): Promise<void> {
    await this.changes.change(keeper, id, seen, async (manager, staff, others) => {
      requireAnother(staff, others);
      await manager.update(Staff, id, { disabledAt: () => 'now()', version: staff.version + 1 });
      await this.sessions.endAllBut(manager, id, null);
      for (const purpose of linkPurposes) await this.links.endAll(manager, id, purpose);
      await this.links.endAskedBy(manager, id);
      await this.outbox.takeBackNotices(manager, staff.email);
      await forgetDraftsOfColleague(manager, id);
      const by = nameOf(keeper, staff.language);
      await this.mails.tell(manager, id, 'staff_disabled', { by, path: '' });
      return { action: 'staff.disable' };
    });
  }

  async enable(keeper: AccountKeeper, id: string, seen: number): Promise<void> {
    await this.changes.change(keeper, id, seen, async (manager, staff) => {
      await manager.update(Staff, id, { disabledAt: null, version: staff.version + 1 });
      const by = nameOf(keeper, staff.language);
      await this.mails.tell(manager, id, 'staff_enabled', { by, path: '/staff' });
      return { action: 'staff.enable' };
    });
  }

  /**
   * Resets the second factor, for a lost phone. The colleague sets up a new one at the next sign-in
   * and is notified by mail, so that nobody can do this unnoticed.
   */
  async resetSecondFactor(keeper: AccountKeeper, id: string, seen: number): Promise<void> {
    await this.changes.change(keeper, id, seen, async (manager, staff) => {
      await manager.update(Staff, id, {
        totpSecret: null,
        totpLastStep: null,
        version: staff.version + 1,
      });
      await manager.query('DELETE FROM staff_passkey WHERE staff_id = $1', [id]);
      await manager.query('DELETE FROM staff_recovery_code WHERE staff_id = $1', [id]);
      await this.sessions.endAllBut(manager, id, null);
      const administrator = nameOf(keeper, staff.language);
      await this.mails.tell(manager, id, 'staff_factor_reset', { administrator, path: '/staff' });
      return { action: 'staff.reset_second_factor' };
    });
  }
}

/**
 * Requires two administrators for each account that counts as a second colleague: one who gave it
 * its roles, and another who vouched.
 */
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
    throw new Problem(409, 'last-administrator', 'There must be at least one administrator.');
  }
}
