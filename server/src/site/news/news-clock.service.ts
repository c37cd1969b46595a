import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { EventsService, system } from '../../platform/events/events.service.js';
import { bumpRegisterVersion } from '../../register/signatories/register-version.js';

/** Makes scheduled articles public when their time comes. */
@Injectable()
export class NewsClock {
  constructor(private readonly events: EventsService) {}

  /** @returns how many articles appeared. */
  async show(manager: EntityManager): Promise<number> {
    const [due] = await manager.query<[{ id: string; version: number }[], number]>(
      `UPDATE article SET public_at = now(), updated_at = now() WHERE id IN
         (SELECT id FROM article WHERE state = 'published' AND public_at IS NULL
           AND publish_at <= now() FOR UPDATE SKIP LOCKED)
       RETURNING id, version`,
    );
    for (const { id, version } of due) {
      await this.events.append(manager, {
        actor: system,
        action: 'article.appear',
        subject: { kind: 'article', id },
        details: { version },
      });
    }
    if (due.length > 0) await bumpRegisterVersion(manager, 'beside the list', 'adds');
    return due.length;
  }
}
