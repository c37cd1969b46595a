import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { limits } from '../config/limits.js';
import type { Language } from '../../../client/src/languages.js';
import { OutboxMail } from './outbox-mail.entity.js';
import type { MailTemplate } from './texts.js';

export interface NewMail {
  recipient: string;
  language: Language;
  template: MailTemplate;
  /** Values of the template. `path` (with `tokenId` and `tokenPurpose` where the link is secret) makes the mail's link. */
  data: Record<string, string>;
  submissionId: string | null;
}

/** Writes mails in the transaction that causes them; the mail worker sends them. */
@Injectable()
export class OutboxService {
  async add(manager: EntityManager, mail: NewMail): Promise<void> {
    await manager.insert(OutboxMail, { id: uuidv7(), ...mail });
  }

  /** Takes mails about a submission away, sent or not: nobody shall be written to about what was deleted. */
  async forget(manager: EntityManager, submissionId: string): Promise<void> {
    await manager.delete(OutboxMail, { submissionId });
  }

  /** Whether another mail of these kinds, which a stranger can trigger, may still go to this address about this submission. */
  async mayAskAgain(manager: EntityManager, submissionId: string, recipient: string, templates: MailTemplate[]): Promise<boolean> {
    const sent = await manager
      .createQueryBuilder(OutboxMail, 'mail')
      .where('mail.submissionId = :submissionId AND mail.recipient = :recipient AND mail.template IN (:...templates)', {
        submissionId,
        recipient,
        templates,
      })
      .getCount();
    return sent < limits.mailsPerSubmission;
  }
}
