import {
  Injectable,
  type OnApplicationBootstrap,
  type OnApplicationShutdown,
} from '@nestjs/common';
import type { ImapFlow, SearchObject } from 'imapflow';
import { limits } from '../../platform/config/limits.js';
import { mailboxAt } from '../../platform/config/mailbox-url.js';
import { AppContext } from '../../platform/database/app-context.js';
import { isOutage } from '../../platform/http/send-problem.js';
import { logger } from '../../platform/log/logger.js';
import { clientOf } from './imap-client.js';
import {
  readIncoming,
  readRecipients,
  recipientHeaders,
  type IncomingMail,
} from './incoming-mail.js';
import { MailedReplies, type Taken } from './mailed-replies.service.js';

/** Marks kept mails, if the server supports keywords: a person who opens one sets `\\Seen`. */
const taker = '$PactTaken';

/** The delay before a mail that could not be kept is tried again, in milliseconds. */
const retryAfter = 60 * 60 * 1000;

/** How often a mail is tried before its text is kept without files that cannot be received. */
const triesWithFiles = 6;

/**
 * Fetches replies from the mailbox of IMAP_URL. Each mail is first kept and then marked as seen, so
 * one that could not be marked is fetched again and recognised. Mails that belong to no case are
 * flagged and stay in the mailbox for the people who look after it.
 */
@Injectable()
export class ReplyMailbox implements OnApplicationBootstrap, OnApplicationShutdown {
  private timer: NodeJS.Timeout | undefined;
  private running: Promise<unknown> = Promise.resolve();
  /** Mails to leave alone until the given time: beyond the limit, or impossible to keep. */
  private readonly later = new Map<number, number>();
  /** The number of tries for each mail that could not be kept. */
  private readonly tries = new Map<number, number>();

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

  /** Processes new mails. @returns the outcome of each. */
  async look(): Promise<Taken[]> {
    const taken: Taken[] = [];
    const address = mailboxAt(this.context.config.IMAP_URL);
    if (!address) return taken;
    const client = clientOf(address);
    // Without a listener, a broken connection would crash the process.
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

  /**
   * The headers are enough to recognise a mail for no case, which is then not fetched.
   * @returns null when it must be tried again: after our own error, or when the server returned
   *   nothing.
   */
  private async take(client: ImapFlow, uid: string, isLast: boolean): Promise<Taken | null> {
    const top = await client.fetchOne(uid, { headers: recipientHeaders }, { uid: true });
    if (!top || !top.headers) return null;
    const recipients = await readable(readRecipients(top.headers));
    if (!recipients || !(await this.replies.isOurs(recipients))) return 'unknown';
    const beginning = { source: { maxLength: limits.incomingBytes } };
    const whole = await client.fetchOne(uid, beginning, { uid: true });
    if (!whole || !whole.source) return null;
    const mail = await readable(readIncoming(whole.source));
    return mail ? this.keep(mail, isLast) : 'unknown';
  }

  /** A mail that cannot be kept must not block those after it. */
  private async keep(mail: IncomingMail, isLast: boolean): Promise<Taken | null> {
    try {
      return await this.replies.take(mail, isLast);
    } catch (err) {
      if (isOutage(err)) throw err;
      logger.error({ what: 'replies', err }, 'reply not kept');
      return null;
    }
  }

  private isLater(uid: number): boolean {
    const isLater = (this.later.get(uid) ?? 0) > Date.now();
    if (!isLater) this.later.delete(uid);
    return isLater;
  }

  private async takeAll(client: ImapFlow, taken: Taken[]): Promise<void> {
    const { isNew, marks } = marksOf(client);
    const found = (await client.search(isNew, { uid: true })) || [];
    const due = found.filter((uid) => !this.isLater(uid));
    for (const uid of due.slice(0, limits.repliesAtOnce)) {
      const tried = (this.tries.get(uid) ?? 0) + 1;
      const outcome = await this.take(client, String(uid), tried >= triesWithFiles);
      if (outcome) taken.push(outcome);
      if (outcome === null) this.tries.set(uid, tried);
      else this.tries.delete(uid);
      if (outcome === null || outcome === 'too many') {
        this.later.set(uid, Date.now() + retryAfter);
        continue;
      }
      const left = outcome === 'unknown' ? ['\\Flagged'] : [];
      await client.messageFlagsAdd(String(uid), [...marks, ...left], { uid: true });
    }
  }
}

/** @returns null for a mail that cannot be read. */
function readable<T>(reading: Promise<T>): Promise<T | null> {
  return reading.catch((err: unknown) => {
    logger.error({ what: 'replies', err }, 'reply not readable');
    return null;
  });
}

/** The mark of a kept mail: our own keyword, if the server supports it. */
function marksOf(client: ImapFlow): { isNew: SearchObject; marks: string[] } {
  const { permanentFlags } = client.mailbox || {};
  return permanentFlags?.has('\\*') || permanentFlags?.has(taker)
    ? { isNew: { unKeyword: taker }, marks: ['\\Seen', taker] }
    : { isNew: { seen: false }, marks: ['\\Seen'] };
}
