import { setTimeout as sleep } from 'node:timers/promises';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import { EventsService, system } from '../../platform/events/events.service.js';
import { hashPassword } from './passwords.js';
import { requireStrongPassword } from './passwords.service.js';
import { SecurityMails } from '../access/security-mails.js';
import { SessionsService } from '../access/sessions.service.js';
import { deadLink, StaffLinksService } from '../access/staff-links.service.js';
import { Staff } from '../access/staff.entity.js';

const purpose = 'staff_password';

/** Resets a forgotten password by mail. The second factor is still required. */
@Injectable()
export class PasswordLinksService {
  constructor(
    private readonly database: DataSource,
    private readonly links: StaffLinksService,
    private readonly sessions: SessionsService,
    private readonly mails: SecurityMails,
    private readonly events: EventsService,
  ) {}

  /**
   * Mails a link if the account exists. Neither the answer nor its timing reveals whether it does.
   */
  async send(email: string): Promise<void> {
    await Promise.all([this.sendIfKnown(email.toLowerCase()), sleep(limits.passwordLinkTime)]);
  }

  /**
   * Anyone can request a link in a colleague's name. So a new link does not end earlier ones, none
   * is sent while two of them work, and some of the colleague's daily mails are reserved for them.
   * While the address is being changed, none is sent to the old mailbox.
   */
  private async sendIfKnown(email: string): Promise<void> {
    await this.database.transaction(async (manager) => {
      const staff = await manager.findOne(Staff, {
        where: { email },
        lock: { mode: 'pessimistic_write' },
      });
      if (!staff || staff.disabledAt || !staff.acceptedAt) return;
      if ((await this.links.open(manager, staff.id, 'staff_address')) > 0) return;
      if ((await this.links.open(manager, staff.id, purpose)) >= limits.passwordLinksAtOnce) return;
      const minutes = limits.passwordLinkMinutes;
      if (
        !(await this.links.send(manager, staff, {
          purpose,
          minutes,
          template: 'staff_password_link',
          path: '/staff/new-password',
        }))
      )
        return;
      await this.events.append(manager, {
        actor: system,
        action: 'staff.ask_password',
        subject: { kind: 'staff', id: staff.id },
      });
    });
  }

  /**
   * Sets the new password and ends every session.
   * @throws Problem 410 for a link that does not work, 422 for a weak password.
   */
  async use(token: string, password: string): Promise<void> {
    const { id: link, staffId: id } = await this.links.read(this.database.manager, token, purpose);
    const staff = await this.database.manager.findOneByOrFail(Staff, { id });
    await requireStrongPassword('/password', password, staff);
    const passwordHash = await hashPassword(password);
    await this.database.transaction(async (manager) => {
      const { disabledAt, version } = await manager.findOneOrFail(Staff, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      if (disabledAt) throw deadLink();
      await this.links.use(manager, link, purpose);
      await this.links.endAll(manager, id, purpose);
      await manager.update(Staff, id, {
        passwordHash,
        mustChangePassword: false,
        version: version + 1,
      });
      await this.sessions.endAllBut(manager, id, null);
      await this.events.append(manager, {
        actor: { kind: 'staff', id },
        action: 'staff.reset_password',
        subject: { kind: 'staff', id },
      });
      await this.mails.tell(manager, id, 'staff_password_changed');
    });
  }
}
