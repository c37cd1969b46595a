import { Injectable } from '@nestjs/common';
import { DataSource } from 'typeorm';
import { requireVersion } from '../../platform/http/if-match.js';
import { EventsService } from '../../platform/events/events.service.js';
import type { ProfileDto } from './account.dto.js';
import { Staff } from '../access/staff.entity.js';

/** The colleague's own name, mail language and keyboard shortcut setting. */
@Injectable()
export class ProfileService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  async change(
    id: string,
    { name, language, shortcuts }: ProfileDto,
    seen: number,
  ): Promise<Staff> {
    return this.database.transaction(async (manager) => {
      const staff = await manager.findOneOrFail(Staff, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      requireVersion(staff.version, seen, {
        at: new Date(),
        ...(await this.events.last(manager, id)),
      });
      await manager.update(Staff, id, { name, language, shortcuts, version: staff.version + 1 });
      await this.events.append(manager, {
        actor: { kind: 'staff', id },
        action: 'staff.change_profile',
        subject: { kind: 'staff', id },
      });
      return manager.findOneByOrFail(Staff, { id });
    });
  }
}
