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

/** All mails count as one network, because the addresses in a mail cannot be trusted. */
const mailNetwork = '::1';

/** Files of mailed replies: kept with the message when they pass the checks of an upload. */
@Injectable()
export class MailedFiles {
  constructor(private readonly attachments: AttachmentsService) {}

  /**
   * Receives the files that pass the checks. The message lists the names of rejected ones.
   * @param isLast whether this is the last try, after which the text is kept without such a file.
   * @throws Problem 429 or 503 when a file can only be received later, unless this is the last try.
   */
  async receive(submissionId: string, { files, isAutomatic }: IncomingMail, isLast: boolean) {
    const taken: IncomingDocument[] = [];
    if (isAutomatic) return taken;
    for (const { name, content } of files.slice(0, limits.attachmentsAtOnce)) {
      const file = { name, content: Readable.from([content]), address: mailNetwork };
      const announced = content.length;
      try {
        taken.push(await this.attachments.receive(submissionId, { ...file, announced }, system));
      } catch (error) {
        if (!(error instanceof Problem) || (!isLast && mayPass(error))) {
          await this.forget(taken);
          throw error;
        }
        logger.info({ what: 'replies', code: error.code }, 'file of a reply not kept');
      }
    }
    return taken;
  }

  /** The files for which the case has room; too many files must not block the text. */
  async fitting(
    manager: EntityManager,
    submissionId: string,
    files: IncomingDocument[],
  ): Promise<IncomingDocument[]> {
    return files.slice(0, await this.attachments.roomIn(manager, submissionId));
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

/**
 * Whether it is temporary: the scanner restarts, the disk is full, or the hourly limit is reached.
 */
const mayPass = (problem: Problem): boolean => [429, 503].includes(problem.getStatus());

/** The names of files that were not kept. */
export function namesNotKept(names: string[], kept: IncomingDocument[]): string[] {
  const left = kept.map(({ fileName }) => fileName);
  return names.filter((name) => {
    const at = left.indexOf(name);
    if (at >= 0) left.splice(at, 1);
    return at < 0;
  });
}
