import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { Problem } from '../../platform/http/problem.js';
import { newToken } from '../../platform/text/tokens.js';
import { limits } from '../../platform/config/limits.js';
import type { EventAction } from '../../platform/events/event-actions.js';
import { EventsService, type Actor } from '../../platform/events/events.service.js';
import {
  administratorBehind,
  nameOf,
  recordedAs,
  type AccountKeeper,
} from '../access/account-keeper.js';
import { takenAddress } from './taken-address.js';
import type { InviteDto } from './colleagues.dto.js';
import { hashPassword } from '../passwords/passwords.js';
import { requireStrongPassword } from '../passwords/passwords.service.js';
import { tooManyMails } from '../../platform/mail/mail-budget.js';
import { SessionsService } from '../access/sessions.service.js';
import { deadLink, StaffLinksService } from '../access/staff-links.service.js';
import { Staff } from '../access/staff.entity.js';
import type { Visitor } from '../access/visitor.js';

/**
 * Invitations of new colleagues: an administrator invites by mail, the colleague sets their own
 * password and second factor.
 */
@Injectable()
export class InvitationsService {
  constructor(
    private readonly database: DataSource,
    private readonly links: StaffLinksService,
    private readonly sessions: SessionsService,
    private readonly events: EventsService,
  ) {}

  /** @throws Problem 422 when this address already has an account. */
  async invite(
    keeper: AccountKeeper,
    { email, name, roles, language }: InviteDto,
  ): Promise<string> {
    // A random password that nobody knows, so that only the invitation opens the account.
    const passwordHash = await hashPassword(newToken());
    return this.database.transaction(async (manager) => {
      const staff = { id: uuidv7(), email: email.toLowerCase(), name, roles, language };
      const [inserted] = await manager.query<{ id: string }[]>(
        `INSERT INTO staff (id, email, name, password_hash, must_change_password, roles, language,
          accepted_at, roles_by, vouched_at)
         VALUES ($1, $2, $3, $4, false, $5, $6, NULL, $7, NULL) ON CONFLICT (email) DO NOTHING
           RETURNING id`,
        [staff.id, staff.email, name, passwordHash, roles, language, administratorBehind(keeper)],
      );
      if (!inserted) throw takenAddress();
      await this.send(manager, staff, keeper);
      await this.record(manager, staff.id, 'staff.invite', recordedAs(keeper, { roles }));
      return staff.id;
    });
  }

  /**
   * Sends a new link and invalidates the previous one.
   * @throws Problem 409 when the invitation was accepted.
   */
  async resend(keeper: AccountKeeper, id: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const staff = await manager.findOne(Staff, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (!staff) throw Problem.notFound();
      if (staff.acceptedAt || staff.disabledAt)
        throw new Problem(409, 'wrong-state', 'There is no open invitation.');
      await this.send(manager, staff, keeper);
      await this.record(manager, id, 'staff.invite_again', recordedAs(keeper));
    });
  }

  /** The link and the person it invites, for the greeting. */
  async read(token: string): Promise<{ staff: Staff; link: string }> {
    const { id: link, staffId } = await this.links.read(
      this.database.manager,
      token,
      'staff_invitation',
    );
    const staff = await this.database.manager.findOneByOrFail(Staff, { id: staffId });
    if (staff.disabledAt || staff.acceptedAt) throw deadLink();
    return { staff, link };
  }

  /**
   * Accepts the invitation with a password.
   * @returns the secret of a partial session, because the second factor comes next.
   */
  async accept(
    token: string,
    name: string,
    password: string,
    visitor: Visitor,
    before: string | undefined,
  ): Promise<string> {
    const { staff, link } = await this.read(token);
    await requireStrongPassword('/password', password, { email: staff.email, name });
    const passwordHash = await hashPassword(password);
    return this.database.transaction(async (manager) => {
      const id = await this.open(manager, link);
      await manager.update(Staff, id, { name, passwordHash, mustChangePassword: false });
      return this.sessions.begin(manager, id, visitor, null, before);
    });
  }

  /**
   * Marks the link as used and activates the account.
   * @returns the colleague.
   * @throws Problem 410 when it was used already or the colleague is disabled.
   */
  async open(manager: EntityManager, link: string): Promise<string> {
    const id = await this.links.use(manager, link, 'staff_invitation');
    const staff = await manager.findOneOrFail(Staff, {
      where: { id },
      lock: { mode: 'pessimistic_write' },
    });
    if (staff.disabledAt || staff.acceptedAt) throw deadLink();
    await manager.update(Staff, id, { acceptedAt: () => 'now()', version: staff.version + 1 });
    await this.record(manager, id, 'staff.accept_invitation', { actor: { kind: 'staff', id } });
    return id;
  }

  /** Mails a new link; the earlier one stops working. @throws Problem 429 for too many mails. */
  async send(
    manager: EntityManager,
    staff: Pick<Staff, 'id' | 'email' | 'name' | 'language'>,
    keeper: AccountKeeper,
  ): Promise<void> {
    const minutes = limits.invitationHours * 60;
    await this.links.endAll(manager, staff.id, 'staff_invitation');
    const mailed = await this.links.send(manager, staff, {
      purpose: 'staff_invitation',
      minutes,
      template: 'staff_invitation',
      path: '/staff/invitation',
      data: { inviter: nameOf(keeper, staff.language) },
    });
    if (!mailed) throw tooManyMails();
  }

  private record(
    manager: EntityManager,
    id: string,
    action: EventAction,
    by: { actor: Actor; details?: Record<string, unknown> },
  ): Promise<void> {
    return this.events.append(manager, { action, subject: { kind: 'staff', id }, ...by });
  }
}
