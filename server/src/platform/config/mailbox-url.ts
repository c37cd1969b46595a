/** A mailbox on an IMAP server, with its credentials. */
export interface MailboxAddress {
  host: string;
  port: number;
  /** Whether the connection is encrypted from the start. */
  isEncrypted: boolean;
  user: string;
  password: string;
  folder: string;
}

/**
 * @returns the parts of an address like `imaps://user:password@host:993/INBOX`; null for others.
 */
export function mailboxAt(address: string): MailboxAddress | null {
  try {
    const { protocol, hostname, port, username, password, pathname, search, hash } = new URL(
      address,
    );
    const isEncrypted = protocol === 'imaps:';
    if (!isEncrypted && protocol !== 'imap:') return null;
    // An unescaped ? or # in the password cuts the address short.
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
