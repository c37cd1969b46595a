import { ReplyMailbox } from '../../src/joining/messages/reply-mailbox.service.js';
import type { Taken } from '../../src/joining/messages/mailed-replies.service.js';
import { startApp, type TestApp } from './app.js';
import { Applicant } from './applicant.js';
import { Colleague } from './colleague.js';
import { ImapServer } from './imap-server.js';
import { replies } from './letters.js';

let next = 0;

/** A mail as mail programs write it; an empty header is left out. */
export function mail(
  headers: Record<string, string>,
  body: string,
  type = 'text/plain; charset=utf-8',
): string {
  const all = {
    'Message-ID': `<reply-${next++}@town.example>`,
    Date: 'Mon, 30 Nov 2026 10:00:00 +0100',
    Subject: 'Re: Message',
    'Content-Type': type,
    ...headers,
  };
  const head = Object.entries(all)
    .filter(([, value]) => value !== '')
    .map(([name, value]) => `${name}: ${value}`);
  return `${head.join('\n')}\n\n${body}\n`;
}

/** A register that reads answers from a mailbox, and a colleague at it. */
export class MailDesk {
  private constructor(
    readonly imap: ImapServer,
    readonly register: TestApp,
    readonly anna: Colleague,
  ) {}

  static async opens(): Promise<MailDesk> {
    const imap = await ImapServer.start();
    const settings = { IMAP_URL: imap.url, REPLY_ADDRESS: 'cases@register.example' };
    const register = await startApp({ settings });
    return new MailDesk(imap, register, await Colleague.signsIn(register, 'reviewer', 'publisher'));
  }

  async close(): Promise<void> {
    await this.register.close();
    await this.imap.close();
  }

  /** Processes the mailbox. */
  looks(): Promise<Taken[]> {
    return this.register.app.get(ReplyMailbox).look();
  }

  /** What waits in the mailbox for another attempt is due. */
  anHourLater(): void {
    const box = this.register.app.get(ReplyMailbox);
    (box as unknown as { later: Map<number, number> }).later.clear();
  }

  /** A town whose case a colleague wrote about, and the address to which that mail is answered. */
  async written(): Promise<{ town: Applicant; id: string; to: string }> {
    const { register, anna } = this;
    const town = await Applicant.endorses(register);
    const { id } = await anna.findsCase(town.reference);
    await register.drain();
    await replies(anna, id, 'Which council was it?', 0).expect(201);
    await register.drain();
    return { town, id, to: this.replyTo(town.email, /^Message about/)! };
  }

  /** The address to which the newest mail is answered; null for the register's own. */
  replyTo(email: string, subject: RegExp): string | null {
    const { raw } = this.register.mailbox.newest(email, subject);
    const [, address] = /^Reply-To:\s*<?([^>\s]+)>?/im.exec(raw) ?? [];
    return address?.startsWith('cases+') ? address : null;
  }
}
