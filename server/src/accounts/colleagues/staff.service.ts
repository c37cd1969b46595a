import { randomBytes } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { staffRoles } from '../../../../contract/kinds.js';
import { EventsService, system } from '../../platform/events/events.service.js';
import { hashPassword } from '../passwords/passwords.js';
import { Staff } from '../access/staff.entity.js';

/** Accounts of the Congress's staff. */
@Injectable()
export class StaffService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  /**
   * Creates the first administrator if there is no staff.
   * @returns the password to print once, or null when staff exist already.
   */
  async createFirst(email: string): Promise<string | null> {
    return this.database.transaction(async (manager) => {
      await manager.query('LOCK TABLE staff IN SHARE ROW EXCLUSIVE MODE');
      if ((await manager.count(Staff)) > 0) return null;
      const password = randomBytes(12).toString('base64url');
      const staff = {
        id: uuidv7(),
        email: email.toLowerCase(),
        name: 'Administrator',
        passwordHash: await hashPassword(password),
        roles: [...staffRoles],
      };
      await manager.insert(Staff, staff);
      await this.events.append(manager, {
        actor: system,
        action: 'staff.create',
        subject: { kind: 'staff', id: staff.id },
        details: { roles: staff.roles },
      });
      return password;
    });
  }
}
