import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { concerns, noticeKinds } from '../../../../contract/notices.js';
import { AppContext } from '../../platform/database/app-context.js';
import { requireVersion } from '../../platform/http/if-match.js';
import { EventsService } from '../../platform/events/events.service.js';
import { isChoicesToken } from '../../platform/mail/mail-link.js';
import { Staff } from '../access/staff.entity.js';
import type { NoticeChoicesDto, NoticesDto } from './notices.dto.js';
import { periodOf, toldColleagues } from './told-colleague.js';

/** Which notices a colleague gets, and when. */
@Injectable()
export class NoticesService {
  constructor(
    private readonly database: DataSource,
    private readonly context: AppContext,
    private readonly events: EventsService,
  ) {}

  /** @param token of the link in a mail, if the colleague used one. */
  async of(staff: Staff, token?: string): Promise<NoticesDto> {
    const othersLink = token !== undefined && !isChoicesToken(this.context, staff.id, token);
    return { ...(await this.read(this.database.manager, staff)), othersLink };
  }

  /** @throws Problem 412 when the account was changed since version `seen`. */
  async change(id: string, choices: NoticeChoicesDto, seen: number): Promise<NoticesDto> {
    return this.database.transaction(async (manager) => {
      const staff = await manager.findOneOrFail(Staff, {
        where: { id },
        lock: { mode: 'pessimistic_write' },
      });
      requireVersion(staff.version, seen, {
        at: new Date(),
        ...(await this.events.last(manager, id)),
      });
      // An unchanged choice keeps its time, so that saving it again drops no pending notices.
      await manager.query(
        `INSERT INTO staff_choice (staff_id, kind, period) SELECT $1, key, value
          FROM jsonb_each_text($2)
         ON CONFLICT (staff_id, kind) DO UPDATE SET period = excluded.period,
           since = excluded.since WHERE staff_choice.period <> excluded.period`,
        [id, choices],
      );
      await manager.update(Staff, id, { version: staff.version + 1 });
      await this.events.append(manager, {
        actor: { kind: 'staff', id },
        action: 'staff.change_notices',
        subject: { kind: 'staff', id },
        details: { choices: { ...choices } },
      });
      const changed = await this.read(manager, { ...staff, version: staff.version + 1 });
      return { ...changed, othersLink: false };
    });
  }

  private async read(
    manager: EntityManager,
    { id, roles, version }: Staff,
  ): Promise<Omit<NoticesDto, 'othersLink'>> {
    const [colleague] = await toldColleagues(manager, [id]);
    const choices = colleague?.choices ?? {};
    const items = noticeKinds
      .filter((kind) => concerns(kind, roles))
      .map((kind) => ({
        kind,
        period: periodOf({ roles, choices }, kind),
        isDefault: choices[kind] === undefined,
      }));
    return { items, version };
  }
}
