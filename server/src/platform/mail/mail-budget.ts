import { createHash } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { askedFrom } from '../http/asking-from.js';
import { networks } from '../http/networks.js';
import { Problem } from '../http/problem.js';
import { limits } from '../config/limits.js';
import { mailboxOf } from './mailbox.js';
import type { MailTemplate } from './texts.js';

/**
 * How a mail is counted. `asked`: anyone can make us send it to any address. `owner`: the same, but
 * it restores access to an account, so some mails a day are reserved for it. `desk`: a signed-in
 * colleague sends it, and many colleagues share one network, so only its mailbox is counted. `due`:
 * it reports a decision or an action and is never held back.
 */
type Kind = 'asked' | 'owner' | 'desk' | 'due';

const kinds: Partial<Record<MailTemplate, Kind>> = {
  confirm_email: 'asked',
  case_link: 'asked',
  draft_link: 'asked',
  // Sent to addresses that may never have been proven.
  draft_expires: 'asked',
  unconfirmed_expires: 'asked',
  hand_over: 'asked',
  contact_invitation: 'desk',
  person_invited: 'asked',
  supporter_invited: 'asked',
  error_report_confirm: 'asked',
  newsletter_confirm: 'asked',
  newsletter_known: 'asked',
  follow_confirm: 'asked',
  follow_known: 'asked',
  staff_invitation: 'asked',
  staff_address_link: 'asked',
  staff_password_link: 'owner',
};

export function kindOf(template: MailTemplate): Kind {
  return kinds[template] ?? 'due';
}

interface Counter {
  key: string;
  hour: number;
  day: number;
}

/**
 * Counts a mail before it is written, for its mailbox and for the network that asks. Concurrent
 * requests wait: the counters are locked until the transaction ends, always in the same order.
 * @returns whether it may go; if not, nothing is counted.
 */
export async function takeFromBudget(
  manager: EntityManager,
  template: MailTemplate,
  recipient: string,
): Promise<boolean> {
  const kind = kindOf(template);
  if (kind === 'due') return true;
  const counters = countersOf(kind, recipient);
  for (const key of counters.map((counter) => counter.key).sort()) {
    await manager.query(`SELECT pg_advisory_xact_lock(hashtextextended('asked mail ' || $1, 0))`, [
      key,
    ]);
  }
  const over = await manager.query<unknown[]>(
    `SELECT 1 FROM jsonb_to_recordset($1) AS c (key text, hour int, day int)
     WHERE (SELECT count(*) FROM asked_mail m WHERE m.key = c.key
       AND m.at > clock_timestamp() - interval '1 hour') >= c.hour
        OR (SELECT count(*) FROM asked_mail m WHERE m.key = c.key
          AND m.at > clock_timestamp() - interval '1 day') >= c.day`,
    [JSON.stringify(counters)],
  );
  if (over.length > 0) return false;
  await manager.query('INSERT INTO asked_mail (key) SELECT unnest($1::text[])', [
    counters.map(({ key }) => key),
  ]);
  return true;
}

/** For callers who may learn that no mail can be sent now. */
export function tooManyMails(): Problem {
  const detail =
    'Several mails went to this address, or were asked for from your network, already. ' +
    'Please wait an hour; what you entered is kept.';
  return new Problem(429, 'too-many-mails', detail, { retryAfter: 60 * 60 }).noting({
    what: 'limit',
    result: 'asked mails',
  });
}

/** Deletes counters that are older than a day. */
export async function forgetOldAsking(manager: EntityManager): Promise<void> {
  await manager.query(`DELETE FROM asked_mail WHERE at < clock_timestamp() - interval '1 day'`);
}

function countersOf(kind: Exclude<Kind, 'due'>, recipient: string): Counter[] {
  const { perMailbox, setAsideADay, perNetwork } = limits.askedMails;
  const day = kind === 'owner' ? perMailbox.day : perMailbox.day - setAsideADay;
  const mailbox = { key: hashed(`mailbox ${mailboxOf(recipient)}`), hour: perMailbox.hour, day };
  const ip = kind === 'desk' ? null : askedFrom();
  const around = (ip ? networks(ip) : []).map(({ key, level, share }) => ({
    key: hashed(`network${level} ${key}`),
    hour: perNetwork.hour * share,
    day: perNetwork.day * share,
  }));
  return [mailbox, ...around];
}

function hashed(key: string): string {
  return createHash('sha256').update(key).digest('base64url').slice(0, 32);
}
