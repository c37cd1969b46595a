/** A mailbox on an IMAP server, with what signs in to it. */
export interface MailboxAddress {
  host: string;
  port: number;
  /** Whether the connection is encrypted from its beginning. */
  isEncrypted: boolean;
  user: string;
  password: string;
  folder: string;
}

/** @returns what an address like `imaps://user:password@host:993/INBOX` says; null for others. */
export function mailboxAt(address: string): MailboxAddress | null {
  try {
    const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(
      address,
    );
    const isEncrypted = protocol === 'imaps:';
    if (!isEncrypted && protocol !== 'imap:') return null;
    // A password with ? or # that is not escaped ends the address too early.
    if (!hostname || !username || !password || search || hash) return null;
    return {
      host: hostname,
      port: Number(port) || (isEncrypted ? 993 : 143),
      isEncrypted,
      user: decodeURIComponent(username),
      password: decodeURIComponent(password),
      folder: decodeURIComponent(pathname.slice(1)) || 'INBOX',
    };
  } catch {
    return null;
  }
}
