import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { uuidv7 } from 'uuidv7';
import { AppContext } from '../common/context.js';
import { limits } from '../config/limits.js';
import type { Language } from '../../../client/src/languages.js';
import type { Undo } from '../undo/undo.service.js';
import { mailLink } from './mail-link.js';
import { OutboxMail } from './outbox-mail.entity.js';
import { renderMail, type RenderedMail } from './render-mail.js';
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
  constructor(private readonly context: AppContext) {}

  /** @param undo the deed that the mail tells of: it waits until that can no longer be taken back. */
  async add(manager: EntityManager, mail: NewMail, undo?: Undo): Promise<void> {
    await manager.insert(OutboxMail, { id: uuidv7(), ...mail, ...(undo ? { undoId: undo.id, nextAttemptAt: undo.until } : {}) });
  }

  /** The mail as the worker would send it, for whoever wants to read it before. */
  preview({ template, language, data }: NewMail): RenderedMail {
    return renderMail(template, language, data, mailLink(this.context, data));
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
