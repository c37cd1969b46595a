import { ImapFlow } from 'imapflow';
import { mailboxAt, type MailboxAddress } from '../../platform/config/mailbox-url.js';

/** A client that has not connected yet. */
export function clientOf({ host, port, isEncrypted, user, password }: MailboxAddress): ImapFlow {
  const isHere = ['localhost', '127.0.0.1', '[::1]'].includes(host);
  return new ImapFlow({
    host,
    port,
    secure: isEncrypted,
    // Requires TLS, so that the password never crosses a network in the clear.
    ...(isEncrypted || isHere ? {} : { doSTARTTLS: true }),
    auth: { user, pass: password },
    logger: false,
    disableAutoIdle: true,
    connectionTimeout: 10_000,
    greetingTimeout: 10_000,
    socketTimeout: 30_000,
  });
}

/** @throws Error when the sign-in fails or the mailbox does not exist. */
export async function openMailbox(url: string): Promise<void> {
  const address = mailboxAt(url);
  if (!address) throw new Error('IMAP_URL is no address of a mailbox');
  const client = clientOf(address);
  // Without a listener, a broken connection would crash the process.
  client.on('error', () => undefined);
  try {
    await client.connect();
    (await client.getMailboxLock(address.folder)).release();
    await client.logout();
  } finally {
    client.close();
  }
}
