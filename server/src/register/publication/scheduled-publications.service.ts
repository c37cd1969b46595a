import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { dayInStrasbourg } from '../../../../contract/clock.js';
import { RegisterService } from './register.service.js';
import { Signatory } from '../signatories/signatory.entity.js';

const batch = 100;

/** Publishes signatories on the date that a publisher chose, from midnight in Strasbourg. */
@Injectable()
export class ScheduledPublications {
  constructor(private readonly register: RegisterService) {}

  /** @returns how many were published now. */
  async publish(manager: EntityManager): Promise<number> {
    const due = await manager
      .createQueryBuilder(Signatory, 's')
      .where(`s.state = 'unlisted' AND s.publish_on <= :today`, { today: dayInStrasbourg() })
      .orderBy('s.publish_on')
      .addOrderBy('s.id')
      .limit(batch)
      .setLock('pessimistic_write')
      .setOnLocked('skip_locked')
      .getMany();
    for (const signatory of due) await this.register.publishAsScheduled(manager, signatory);
    return due.length;
  }
}
