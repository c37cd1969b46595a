import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import { ImapFlow } from 'imapflow';
import { limits } from '../../platform/config/limits.js';
import { mailboxAt, type MailboxAddress } from '../../platform/config/mailbox-url.js';
import { AppContext } from '../../platform/database/app-context.js';
import { isOutage } from '../../platform/http/send-problem.js';
import { logger } from '../../platform/log/logger.js';
import { readIncoming } from './incoming-mail.js';
import { MailedReplies, type Taken } from './mailed-replies.service.js';

/**
 * Fetches answers from the mailbox of IMAP_URL. Each mail is first kept and then marked as seen;
 * one that could not be marked is met again and known. Mails that belong to no case stay in the
 * mailbox, flagged, for whoever looks after it.
 */
@Injectable()
export class ReplyMailbox implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();

  constructor(
    private readonly context: AppContext,
    private readonly replies: MailedReplies,
  ) {}

  onApplicationBootstrap(): void {
    if (!this.context.config.IMAP_URL) return;
    this.timer = setInterval(() => {
      this.running = this.running.then(() => this.look());
    }, limits.replyPoll);
  }

  async onApplicationShutdown(): Promise<void> {
    clearInterval(this.timer);
    await this.running;
  }

  /** Takes what is new. @returns what became of each mail. */
  async look(): Promise<Taken[]> {
    const taken: Taken[] = [];
    const address = mailboxAt(this.context.config.IMAP_URL);
    if (!address) return taken;
    const client = clientOf(address);
    // Without a listener, a broken connection would end the process.
    client.on('error', () => undefined);
    try {
      await client.connect();
      const lock = await client.getMailboxLock(address.folder);
      try {
        await this.takeAll(client, taken);
      } finally {
        lock.release();
      }
      await client.logout();
    } catch (error) {
      client.close();
      const { code, message } = error as { code?: string; message?: string };
      const why = isOutage(error) ? 'database' : (code ?? message);
      logger.warn({ what: 'replies', why }, 'mailbox of replies not read');
    }
    if (taken.length > 0) logger.info({ what: 'replies', taken }, 'replies taken');
    return taken;
  }

  /** What cannot be read or kept must not stand in the way of the mails behind it. */
  private async take(source: Buffer): Promise<Taken> {
    try {
      return await this.replies.take(await readIncoming(source));
    } catch (error) {
      if (isOutage(error)) throw error;
      logger.error({ what: 'replies', err: error }, 'reply not readable');
      return 'unknown';
    }
  }

  private async takeAll(client: ImapFlow, taken: Taken[]): Promise<void> {
    const found = (await client.search({ seen: false }, { uid: true })) || [];
    for (const uid of found.slice(0, limits.repliesAtOnce)) {
      const mail = await client.fetchOne(
        String(uid),
        { source: { maxLength: limits.incomingBytes } },
        { uid: true },
      );
      if (!mail || !mail.source) continue;
      const outcome = await this.take(mail.source);
      taken.push(outcome);
      const left = outcome === 'unknown' || outcome === 'too many' ? ['\\Flagged'] : [];
      await client.messageFlagsAdd(String(uid), ['\\Seen', ...left], { uid: true });
    }
  }
}

function clientOf({ host, port, isEncrypted, user, password }: MailboxAddress): ImapFlow {
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(host);
  return new ImapFlow({
    host,
    port,
    secure: isEncrypted,
    // A password never crosses a network in the clear.
    ...(isEncrypted || isHere ? {} : { doSTARTTLS: true }),
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  });
}
