import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import { EventsService } from '../../platform/events/events.service.js';
import { Problem } from '../../platform/http/problem.js';
import { tooManyMails } from '../../platform/mail/mail-budget.js';
import {
  administratorBehind,
  nameOf,
  stillBehind,
  type AccountKeeper,
} from '../access/account-keeper.js';
import { SecurityMails } from '../access/security-mails.js';
import { SessionsService } from '../access/sessions.service.js';
import { deadLink, linkPurposes, StaffLinksService } from '../access/staff-links.service.js';
import { Staff } from '../access/staff.entity.js';
import { AccountChanges, lockAdministrators } from './account-changes.js';
import { InvitationsService } from './invitations.service.js';
import { takenAddress } from './taken-address.js';

const purpose = 'staff_address';
/** PostgreSQL's error code (unique_violation). */
const uniqueViolation = '23505';

/**
 * Changes the address with which a colleague signs in and is written to. The old one stays until
 * the new one is confirmed by a mailed link. The person who changes an address could take over the
 * account, so it counts as a second person again only once a third colleague vouches for it.
 */
@Injectable()
export class AddressesService {
  constructor(
    private readonly database: DataSource,
    private readonly changes: AccountChanges,
    private readonly invitations: InvitationsService,
    private readonly links: StaffLinksService,
    private readonly sessions: SessionsService,
    private readonly mails: SecurityMails,
    private readonly events: EventsService,
  ) {}

  /**
   * Ends all sessions and mailed links at once, and writes to both addresses. If the invitation has
   * not been accepted yet, it goes to the new address.
   * @throws Problem 422 when the address has an account, 409 for a disabled colleague.
   */
  async change(keeper: AccountKeeper, id: string, address: string, seen: number): Promise<void> {
    const email = address.toLowerCase();
    await this.changes.change(keeper, id, seen, async (manager, staff) => {
      if (staff.disabledAt)
        throw new Problem(409, 'wrong-state', 'The account is disabled: enable it first.');
      if (await manager.existsBy(Staff, { email })) throw takenAddress();
      await this.endWaysIn(manager, id);
      await this.mails.tell(manager, id, 'staff_address_asked', {
        by: nameOf(keeper, staff.language),
        path: '',
      });
      if (staff.acceptedAt) return this.askToConfirm(manager, keeper, staff, email);
      await move(manager, staff, email, administratorBehind(keeper));
      await this.invitations.send(manager, { ...staff, email }, keeper);
      return { action: 'staff.change_address' };
    });
  }

  private async askToConfirm(
    manager: EntityManager,
    keeper: AccountKeeper,
    staff: Staff,
    email: string,
  ): Promise<{ action: 'staff.ask_address' }> {
    const mailed = await this.links.send(
      manager,
      { ...staff, email },
      {
        purpose,
        minutes: limits.invitationHours * 60,
        template: 'staff_address_link',
        path: '/staff/address',
        data: { by: nameOf(keeper, staff.language) },
        newAddress: { email, askedBy: administratorBehind(keeper) },
      },
    );
    if (!mailed) throw tooManyMails();
    await manager.update(Staff, staff.id, { version: staff.version + 1 });
    return { action: 'staff.ask_address' };
  }

  /**
   * Changes the address once the colleague has followed the link.
   * @throws Problem 410 for a link that does not work, also when the person who asked for it is no
   *   longer an administrator, 422 when someone else has the address by now.
   */
  async confirm(token: string): Promise<void> {
    const { id: link, staffId } = await this.links.read(this.database.manager, token, purpose);
    await this.database.transaction(async (manager) => {
      const administrators = await lockAdministrators(manager);
      const staff = await manager.findOneOrFail(Staff, {
        where: { id: staffId },
        lock: { mode: 'pessimistic_write' },
      });
      const { newAddress } = await this.links.useFor(manager, link, purpose);
      if (staff.disabledAt || !newAddress) throw deadLink();
      const { askedBy } = newAddress;
      if (askedBy && !administrators.includes(askedBy)) throw deadLink();
      await this.endWaysIn(manager, staffId);
      await this.mails.tell(manager, staffId, 'staff_address_changed', { path: '/staff' });
      await move(manager, staff, newAddress.email, askedBy);
      await this.mails.tell(manager, staffId, 'staff_address_changed', { path: '/staff' });
      await this.events.append(manager, {
        actor: { kind: 'staff', id: staffId },
        action: 'staff.change_address',
        subject: { kind: 'staff', id: staffId },
      });
    });
  }

  private async endWaysIn(manager: EntityManager, id: string): Promise<void> {
    await this.sessions.endAllBut(manager, id, null);
    for (const each of linkPurposes) await this.links.endAll(manager, id, each);
  }
}

/**
 * @param by the administrator who moves it; null for the operator.
 * @throws Problem 422 when someone else has the address, even if it was taken a moment ago.
 */
async function move(
  manager: EntityManager,
  staff: Staff,
  email: string,
  by: string | null,
): Promise<void> {
  const { id, version } = staff;
  const rolesBy = by ?? stillBehind(staff);
  try {
    await manager.update(Staff, id, { email, rolesBy, vouchedAt: null, version: version + 1 });
  } catch (error) {
    throw (error as { code?: string }).code === uniqueViolation ? takenAddress() : error;
  }
}
