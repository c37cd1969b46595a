import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { OutboxService } from '../../platform/mail/outbox.service.js';
import type { SecurityTemplate } from '../../platform/mail/security-templates.js';
import { Staff } from './staff.entity.js';

/**
 * Notifies colleagues by mail, in the same transaction, of every change to how they sign in, so
 * that nobody can change it unnoticed.
 */
@Injectable()
export class SecurityMails {
  constructor(private readonly outbox: OutboxService) {}

  /** @param data with another `path` for the link, or an empty one for none. */
  async tell(
    manager: EntityManager,
    staffId: string,
    template: SecurityTemplate,
    data: Record<string, string> = {},
  ): Promise<void> {
    const { email, name, language } = await manager.findOneByOrFail(Staff, { id: staffId });
    await this.outbox.add(manager, {
      recipient: email,
      language,
      template,
      data: { name, path: '/staff/account', ...data },
      submissionId: null,
    });
  }
}
