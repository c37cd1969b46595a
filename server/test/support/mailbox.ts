import type { AddressInfo } from 'node:net';
import { simpleParser } from 'mailparser';
import { SMTPServer } from 'smtp-server';

export interface ReceivedMail {
  to: string;
  /** The sender as it is shown: `Name <address>`. */
  from: string;
  recipients: string[];
  subject: string;
  text: string;
  html: string;
  raw: string;
  messageId: string;
  attachments: { name: string; type: string; content: Buffer }[];
}

/** A real SMTP server that keeps the mails it receives and can refuse them. */
export class Mailbox {
  readonly mails: ReceivedMail[] = [];
  /** Where the latest mail to each address is to be returned to. */
  readonly returnPaths = new Map<string, string>();
  /**
   * The SMTP reply to every recipient, such as 550 (no such user) or 451 (try later); undefined
   * accepts.
   */
  refuseWith: number | undefined;
  /** The delay before each recipient's reply, in milliseconds. */
  hesitates = 0;

  private readonly server = new SMTPServer({
    authOptional: true,
    disabledCommands: ['AUTH', 'STARTTLS'],
    disableReverseLookup: true,
    logger: false,
    onRcptTo: (_, __, done) => {
      setTimeout(
        () =>
          done(
            this.refuseWith
              ? Object.assign(new Error('refused'), { responseCode: this.refuseWith })
              : null,
          ),
        this.hesitates,
      );
    },
    onData: (stream, session, done) => {
      const chunks: Buffer[] = [];
      stream.on('data', (chunk: Buffer) => chunks.push(chunk));
      stream.on('end', () => {
        const raw = Buffer.concat(chunks);
        simpleParser(raw).then((parsed) => {
          const recipients = session.envelope.rcptTo.map(({ address }) => address);
          const { mailFrom } = session.envelope;
          if (mailFrom) for (const one of recipients) this.returnPaths.set(one, mailFrom.address);
          this.mails.push({
            to: recipients[0] ?? '',
            from:
              parsed.from?.value.map(({ name, address }) => `${name} <${address}>`).join() ?? '',
            recipients,
            subject: parsed.subject ?? '',
            text: parsed.text ?? '',
            html: parsed.html || '',
            raw: raw.toString('utf8'),
            messageId: parsed.messageId ?? '',
            attachments: parsed.attachments.map(({ filename, contentType, content }) => ({
              name: filename ?? '',
              type: contentType,
              content,
            })),
          });
          done();
        }, done);
      });
    },
  });

  static async open(): Promise<Mailbox> {
    const mailbox = new Mailbox();
    // Ignores errors, because in some tests the sender is killed in the middle of a mail.
    mailbox.server.on('error', () => undefined);
    await new Promise<void>((listening) => {
      mailbox.server.listen(0, '127.0.0.1', listening);
    });
    return mailbox;
  }

  get url(): string {
    return `smtp://127.0.0.1:${(this.server.server.address() as AddressInfo).port}`;
  }

  /** The mails to an address, oldest first. */
  of(address: string): ReceivedMail[] {
    return this.mails.filter(({ to }) => to === address);
  }

  /** The latest mail to an address with a matching subject. */
  newest(address: string, subject: RegExp): ReceivedMail {
    const mail = this.of(address)
      .filter((candidate) => subject.test(candidate.subject))
      .at(-1);
    if (!mail)
      throw new Error(
        `${address} received no mail about ${subject}; only ${
          this.of(address)
            .map((other) => other.subject)
            .join(', ') || 'nothing'
        }`,
      );
    return mail;
  }

  async close(): Promise<void> {
    await new Promise<void>((closed) => {
      this.server.close(() => closed());
    });
  }
}

/** The secret in the link of a mail. */
export function tokenIn(mail: ReceivedMail): string {
  const token = /[?&]token=([\w-]+)/.exec(mail.text)?.[1];
  if (!token) throw new Error(`there is no link with a token in "${mail.subject}"`);
  return token;
}
