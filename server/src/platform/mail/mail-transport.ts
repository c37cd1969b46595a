import { mkdir, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { Injectable } from '@nestjs/common';
import { Readable } from 'node:stream';
import { createTransport, type SendMailOptions } from 'nodemailer';
import { AppContext } from '../database/app-context.js';
import { readAnswer, type MailAnswer } from './mail-answer.js';

/**
 * Awaited when the server has the whole mail except its end marker; from then on the mail may be
 * accepted, whatever reply arrives. Throwing aborts the mail.
 */
export type Leaving = () => Promise<void>;
type LeavingMail = SendMailOptions & { leaving: Leaving };

/**
 * The outcome for the log, without an address, and the server's answer when it accepted the mail.
 */
export interface Taken {
  outcome: string;
  answer: MailAnswer;
}

/** Sends mail through the SMTP server of SMTP_URL, or writes it to DATA_DIR/mail if none is set. */
@Injectable()
export class MailTransport {
  /** Where the mails go, as `host:port`. */
  readonly server: string;
  private readonly send_: (mail: LeavingMail) => Promise<Taken>;

  constructor(private readonly context: AppContext) {
    const { config } = context;
    this.server = config.SMTP_URL ? new URL(config.SMTP_URL).host : 'DATA_DIR/mail';
    this.send_ = config.SMTP_URL
      ? overSmtp(config.SMTP_URL)
      : intoFolder(join(config.DATA_DIR, 'mail'));
  }

  /** @throws the server's refusal, or what happened to the connection. */
  send(mail: SendMailOptions, leaving: Leaving): Promise<Taken> {
    return this.send_({ ...mail, leaving });
  }

  /**
   * Connects to the mail server and authenticates if required, without sending anything.
   * @throws when it would not accept mail.
   */
  async check(): Promise<void> {
    const { SMTP_URL } = this.context.config;
    if (!SMTP_URL) return;
    const transport = smtp(SMTP_URL);
    await transport.verify().finally(() => transport.close());
  }
}

const smtp = (url: string) =>
  createTransport({
    url,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 20_000,
  });

function overSmtp(url: string) {
  const transport = smtp(url);
  transport.use('stream', ({ data, message }, done) => {
    const content = message.createReadStream.bind(message);
    // Read only once the server waits for the content, after DATA.
    message.createReadStream = () =>
      Readable.from(untilItLeaves(content(), (data as LeavingMail).leaving), { objectMode: false });
    done();
  });
  return async (mail: LeavingMail) => {
    const { response } = (await transport.sendMail(mail)) as { response?: string };
    return { outcome: 'sent by SMTP', answer: readAnswer(response ?? '') };
  };
}

async function* untilItLeaves(content: Readable, leaving: Leaving): AsyncGenerator<Buffer> {
  for await (const chunk of content) yield chunk as Buffer;
  await leaving();
}

function intoFolder(folder: string) {
  const transport = createTransport({ streamTransport: true, buffer: true, newline: 'unix' });
  return async (mail: LeavingMail) => {
    const { message } = await transport.sendMail(mail);
    await mkdir(folder, { recursive: true });
    await mail.leaving();
    // Uses the whole id: it begins with the time, and two mails of the same millisecond must not
    // share a file.
    const moment = new Date().toISOString().replace(/[:.]/g, '-');
    const id = String(mail.messageId).replace(/[^\w-]/g, '');
    const file = join(folder, `${moment}-${id}.eml`);
    await writeFile(file, message as Buffer, { mode: 0o600 });
    const outcome = `written to ${file}`;
    return { outcome, answer: readAnswer(outcome) };
  };
}
