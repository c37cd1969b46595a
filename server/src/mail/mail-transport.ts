import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { AppContext } from '../common/context.js';

/** Where mail goes: to the SMTP server of SMTP_URL, or as files to DATA_DIR/mail where none is set. */
@Injectable()
export class MailTransport {
  private readonly send_: (mail: SendMailOptions) => Promise<string>;

  constructor(private readonly context: AppContext) {
    const { config } = context;
    this.send_ = config.SMTP_URL ? overSmtp(config.SMTP_URL) : intoFolder(join(config.DATA_DIR, 'mail'));
  }

  /** @returns what happened, for the log, without an address. */
  send(mail: SendMailOptions): Promise<string> {
    return this.send_(mail);
  }

  /** Says hello to the mail server, and our name where it wants one; sends nothing. @throws when it would not take mail. */
  async check(): Promise<void> {
    const { SMTP_URL } = this.context.config;
    if (!SMTP_URL) return;
    const transport = smtp(SMTP_URL);
    await transport.verify().finally(() => transport.close());
  }
}

const smtp = (url: string) => createTransport({ url, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 });

function overSmtp(url: string) {
  const transport = smtp(url);
  return async (mail: SendMailOptions) => {
    await transport.sendMail(mail);
    return 'sent by SMTP';
  };
}

function intoFolder(folder: string) {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return async (mail: SendMailOptions) => {
    const { message } = await transport.sendMail(mail);
    await mkdir(folder, { recursive: true });
    // The whole id: its beginning is the time, and two mails of one millisecond must not become one.
    const file = join(folder, `${new Date().toISOString().replace(/[:.]/g, '-')}-${String(mail.messageId).replace(/[^\w-]/g, '')}.eml`);
    await writeFile(file, message as Buffer, { mode: 0o600 });
    return `written to ${file}`;
  };
}
