import { Readable } from 'node:stream';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { limits } from '../../platform/config/limits.js';
import { AttachmentsService } from '../../platform/documents/attachments.service.js';
import type { IncomingDocument } from '../../platform/documents/incoming-document.js';
import { system } from '../../platform/events/events.service.js';
import { Problem } from '../../platform/http/problem.js';
import { logger } from '../../platform/log/logger.js';
import type { IncomingMail } from './incoming-mail.js';

/** All mails count as one network: what comes by mail has no other address that proves anything. */
const mailNetwork = '::1';

/** Files of mailed replies: kept with the message when they pass the checks of an upload. */
@Injectable()
export class MailedFiles {
  constructor(private readonly attachments: AttachmentsService) {}

  /** Takes the files that may be kept. What is refused is named with the message, as before. */
  async receive(submissionId: string, { files, isAutomatic }: IncomingMail) {
    const taken: IncomingDocument[] = [];
    if (isAutomatic) return taken;
    for (const { name, content } of files.slice(0, limits.attachmentsAtOnce)) {
      const file = { name, content: Readable.from([content]), address: mailNetwork };
      const announced = content.length;
      try {
        taken.push(await this.attachments.receive(submissionId, { ...file, announced }, system));
      } catch (error) {
        if (!(error instanceof Problem)) {
          await this.forget(taken);
          throw error;
        }
        logger.info({ what: 'replies', code: error.code }, 'file of a reply not kept');
      }
    }
    return taken;
  }

  async keep(
    manager: EntityManager,
    submissionId: string,
    messageId: string,
    files: IncomingDocument[],
  ): Promise<void> {
    for (const file of files)
      await this.attachments.add(manager, submissionId, file, { messageId }, system);
  }

  forget(files: IncomingDocument[]): Promise<void> {
    return this.attachments.forget(files.map(({ id }) => id));
  }
}

/** The names of files that were not kept. */
export function namesNotKept(names: string[], kept: IncomingDocument[]): string[] {
  const left = kept.map(({ fileName }) => fileName);
  return names.filter((name) => {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
