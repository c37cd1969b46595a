import { Injectable } from '@nestjs/common';
import { DataSource, type EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import type { Staff } from '../../accounts/access/staff.entity.js';
import { limits } from '../../platform/config/limits.js';
import { EventsService } from '../../platform/events/events.service.js';
import type { SignatoriesFilter } from '../register-editing/signatories.dto.js';
import { requireKnownPlaceholders } from './letter-texts.js';
import { lockDraft } from './mailing-content.js';
import type { MailingRowDto, SaveMailingDto } from './mailings.dto.js';

/** Letters to the signatories of a filter, while they are written. */
@Injectable()
export class MailingsService {
  constructor(
    private readonly database: DataSource,
    private readonly events: EventsService,
  ) {}

  list(): Promise<MailingRowDto[]> {
    return this.database.query<MailingRowDto[]>(
      `SELECT m.id, m.state, m.kind, t.subject, c.name AS "writtenBy",
         m.created_at AS "createdAt", m.sent_at AS "sentAt"
       FROM mailing m JOIN staff c ON c.id = m.written_by
         LEFT JOIN mailing_text t ON t.mailing_id = m.id AND t.language = 'en'
       ORDER BY m.created_at DESC, m.id LIMIT ${limits.staffPageSize}`,
    );
  }

  /** @returns the id of the draft. */
  async create(filter: SignatoriesFilter, staff: Staff): Promise<string> {
    const id = uuidv7();
    await this.database.transaction(async (manager) => {
      await manager.query(`INSERT INTO mailing (id, filter, written_by) VALUES ($1, $2, $3)`, [
        ...[id, JSON.stringify(filter), staff.id],
      ]);
      await this.record(manager, 'create', id, staff);
    });
    return id;
  }

  /** @throws Problem 409 when it has been sent, 412, 422 for an unknown placeholder. */
  async save(
    id: string,
    { kind, texts }: SaveMailingDto,
    staff: Staff,
    seen: number,
  ): Promise<void> {
    requireKnownPlaceholders(texts);
    await this.database.transaction(async (manager) => {
      const { version } = await lockDraft(manager, id, seen);
      await manager.query(`DELETE FROM mailing_text WHERE mailing_id = $1`, [id]);
      for (const { language, subject = '', text = '' } of texts)
        await manager.query(
          `INSERT INTO mailing_text (id, mailing_id, language, subject, text)
           VALUES ($1, $2, $3, $4, $5)`,
          [uuidv7(), id, language, subject, text],
        );
      await manager.query(
        `UPDATE mailing SET kind = $2, written_by = $3, changed_at = now(), version = version + 1
         WHERE id = $1`,
        [id, kind, staff.id],
      );
      await this.record(manager, 'save', id, staff, { version: version + 1 });
    });
  }

  /** @throws Problem 409 when it has been sent, 412 */
  async remove(id: string, staff: Staff, seen: number): Promise<void> {
    await this.database.transaction(async (manager) => {
      await lockDraft(manager, id, seen);
      await manager.query(`DELETE FROM mailing WHERE id = $1`, [id]);
      await this.record(manager, 'remove', id, staff);
    });
  }

  private record(
    manager: EntityManager,
    verb: 'create' | 'save' | 'remove',
    id: string,
    staff: Staff,
    details: Record<string, unknown> = {},
  ): Promise<void> {
    return this.events.append(manager, {
      actor: { kind: 'staff', id: staff.id },
      action: `mailing.${verb}`,
      subject: { kind: 'mailing', id },
      details,
    });
  }
}
