import { Injectable } from '@nestjs/common';
import type { Language } from '../../../../contract/languages.js';
import { limits } from '../config/limits.js';
import { logger } from '../log/logger.js';

/** A file attached to a mail. */
export interface MailAttachment {
  filename: string;
  content: Buffer;
  contentType: string;
}

/** Makes a file from the values of a mail. */
export type AttachmentMaker = (value: string, language: Language) => Promise<MailAttachment>;

/**
 * Attachments, made when a mail leaves: the outbox keeps only their data, among the mail's values,
 * which are deleted once it is sent. The module that writes such mails registers the function that
 * makes them.
 */
@Injectable()
export class MailAttachments {
  private readonly makers = new Map<string, AttachmentMaker>();

  /** @param name of the value in the mail's data that the file is made from. */
  register(name: string, make: AttachmentMaker): void {
    this.makers.set(name, make);
  }

  /** The files of a mail. A file that cannot be made or is too large does not delay the mail. */
  async of(data: Record<string, string>, language: Language): Promise<MailAttachment[]> {
    const made = await Promise.all(
      [...this.makers].map(async ([name, make]) => {
        const value = data[name];
        if (value === undefined) return [];
        try {
          const file = await make(value, language);
          return file.content.length <= limits.mailAttachmentBytes ? [file] : [];
        } catch (error) {
          logger.error({ err: error, attachment: name }, 'mail goes without its attachment');
          return [];
        }
      }),
    );
    return made.flat();
  }
}
