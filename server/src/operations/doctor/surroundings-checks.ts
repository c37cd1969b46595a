import { statfs } from 'node:fs/promises';
import { connect } from 'node:tls';
import { withOwner } from '../../platform/database/embedded/load-dump.js';
import { discoverProvider, IssuerMismatch } from '../../accounts/provider/discovery.js';
import { openMailbox } from '../../joining/messages/imap-client.js';
import type { Config } from '../../platform/config/config.js';
import type { AppContext } from '../../platform/database/app-context.js';
import { DocumentStorage } from '../../platform/documents/document-storage.js';
import { keptFiles, missingFiles, namesIn } from '../../platform/documents/kept-files.js';
import { VirusScanner } from '../../platform/documents/virus-scanner.js';
import { MailTransport } from '../../platform/mail/mail-transport.js';
import { fault, reasonOf, well, worthALook, type Check, type Verdict } from './finding.js';

const timeout = 10_000;
const year = 31_536_000;
const certificateDays = 14;

/** Checks of the server's environment. */
export function surroundingsChecks(context: AppContext): Check[] {
  const { config } = context;
  return [
    { subject: 'disk', look: () => disk(config.DATA_DIR) },
    { subject: 'documents', look: () => documents(context) },
    { subject: 'mail server', look: () => mailServer(context) },
    ...(config.IMAP_URL ? [{ subject: 'reply mailbox', look: () => answers(config) }] : []),
    { subject: 'virus scanner', look: () => virusScanner(context) },
    ...(config.OIDC_ISSUER ? [{ subject: 'provider', look: () => provider(config) }] : []),
    { subject: 'own address', look: () => ownAddress(config.baseUrl) },
    ...(config.secure ? [{ subject: 'certificate', look: () => certificate(config.baseUrl) }] : []),
  ];
}

/** At least 1 GB must be free, and either a tenth of the disk or 10 GB. */
async function disk(folder: string): Promise<Verdict> {
  const { bavail, blocks, bsize } = await statfs(folder);
  const [ratio, bytes] = [bavail / blocks, bavail * bsize];
  const free = `${(ratio * 100).toFixed(0)} % free (${(bytes / 1e9).toFixed(1)} GB)`;
  const told = `${free} where DATA_DIR is`;
  return bytes < 1e9 || (ratio < 0.1 && bytes < 10e9)
    ? fault(`${told}: make room, or move DATA_DIR`)
    : well(told);
}

async function documents(context: AppContext): Promise<Verdict> {
  const where = context.config.STORAGE_URL
    ? 'the store of STORAGE_URL'
    : `${context.config.DATA_DIR}/documents`;
  const storage = new DocumentStorage(context);
  try {
    await storage.check();
    return await allThere(storage, context.database.owner, where);
  } catch (error) {
    return fault(
      `${where} cannot be written or read (${reasonOf(error)}): correct its rights or its key`,
    );
  }
}

/** Counts rows against files. If the database is unavailable, only the store is checked. */
async function allThere(storage: DocumentStorage, url: string, where: string): Promise<Verdict> {
  const files = await withOwner(url, (client) =>
    keptFiles(async (sql, values) => (await client.query<object>(sql, values)).rows),
  ).catch(() => []);
  const missing = await missingFiles(
    storage,
    files.map(({ name }) => name),
  );
  if (missing.length > 0)
    return fault(
      `${missing.length} of ${files.length} files that the rows name are not in ${where}: ` +
        `${namesIn(missing)}. pact documents move brings those of another store; a backup has ` +
        'others (docs/operations.md)',
    );
  return well(`${where} can be written and read, and has all ${files.length} files`);
}

async function answers({ IMAP_URL }: Config): Promise<Verdict> {
  try {
    await openMailbox(IMAP_URL);
    return well('the mailbox of IMAP_URL opens');
  } catch (error) {
    return fault(
      `the mailbox of IMAP_URL does not open (${reasonOf(error)}): what towns answer by mail ` +
        'waits there unread',
    );
  }
}

async function mailServer(context: AppContext): Promise<Verdict> {
  if (!context.config.SMTP_URL) {
    const told = 'there is none: mails become files in DATA_DIR/mail. Set SMTP_URL';
    return context.config.secure ? fault(told) : worthALook(told);
  }
  try {
    await new MailTransport(context).check();
    return well('answers, and takes our name');
  } catch (error) {
    return fault(`does not take mail (${reasonOf(error)}): correct SMTP_URL, or start it`);
  }
}

async function virusScanner(context: AppContext): Promise<Verdict> {
  if (!context.config.CLAMD_URL)
    return worthALook(
      'there is none: documents are kept unscanned, and staff see so. Set CLAMD_URL',
    );
  const answer = await new VirusScanner(context).ping().catch((error: unknown) => reasonOf(error));
  return answer === 'PONG'
    ? well('answers')
    : fault(`does not answer (${answer}): uploads are refused until it does. Start clamav-daemon`);
}

/** Whether colleagues can sign in at the organisation's provider. */
async function provider(config: Config): Promise<Verdict> {
  try {
    const { issuer } = (await discoverProvider(config)).serverMetadata();
    return well(`${issuer} answers`);
  } catch (error) {
    if (error instanceof IssuerMismatch)
      return fault(`${error.message}: set OIDC_ISSUER to what it calls itself`);
    const told = `${config.OIDC_ISSUER} does not answer as an OpenID provider`;
    return fault(`${told} (${reasonOf(error)}): correct OIDC_ISSUER, or start it`);
  }
}

/**
 * Checks the public site from outside: through the proxy, under its name, with its security
 * headers.
 */
async function ownAddress(baseUrl: string): Promise<Verdict> {
  const answer = await fetch(`${baseUrl}/readyz`, {
    redirect: 'manual',
    signal: AbortSignal.timeout(timeout),
  }).catch((error: unknown) => reasonOf(error));
  if (typeof answer === 'string')
    return fault(
      `${baseUrl} does not answer (${answer}): is the server started, does the name lead ` +
        'here, does the proxy forward?',
    );
  const { status, reason } = (await answer.json().catch(() => ({}))) as {
    status?: string;
    reason?: string;
  };
  if (reason)
    return fault(
      `${baseUrl}/readyz says not ready (${reason}): docs/operations.md has what to do, ` +
        'under NotReady',
    );
  if (answer.status !== 200 || status !== 'ready')
    return fault(
      `${baseUrl}/readyz says ${answer.status} ${status ?? ''}: what answers there is not ` +
        '(or not yet) this register',
    );
  if (!baseUrl.startsWith('https://')) return well(`${baseUrl} answers`);
  const seconds = Number(
    /max-age=(\d+)/.exec(answer.headers.get('strict-transport-security') ?? '')?.[1] ?? 0,
  );
  return seconds < year
    ? fault(
        'the proxy takes Strict-Transport-Security away or shortens it: let it pass as the ' +
          'server sends it',
      )
    : well(`${baseUrl} answers with HSTS`);
}

async function certificate(baseUrl: string): Promise<Verdict> {
  const { hostname, port } = new URL(baseUrl);
  const until = await new Promise<string>((done, fail) => {
    const socket = connect({
      host: hostname,
      port: Number(port || 443),
      servername: hostname,
      timeout,
      rejectUnauthorized: false,
    });
    socket.once('secureConnect', () => {
      done(socket.getPeerCertificate().valid_to);
      socket.destroy();
    });
    socket.once('timeout', () => socket.destroy(new Error('it takes too long')));
    socket.once('error', fail);
  });
  const days = Math.floor((Date.parse(until) - Date.now()) / 86_400_000);
  return days < certificateDays
    ? fault(`ends in ${days} days: look why it was not renewed`)
    : well(`good for ${days} days`);
}
