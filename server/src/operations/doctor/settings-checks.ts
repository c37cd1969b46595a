import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../../platform/config/config.js';
import { version } from '../../platform/config/version.js';
import { fault, well, worthALook, type Check, type Verdict } from './finding.js';

/** Too few distinct characters make a weak secret, whatever its length. */
const differentLetters = 12;

/** Checks of the settings themselves, without any connection. */
export function settingsChecks(config: Config): Check[] {
  return [
    { subject: 'version', look: () => well(`${version} on Node ${process.versions.node}`) },
    { subject: 'secrets', look: () => secrets(config) },
    { subject: 'secret files', look: () => secretFiles(config) },
    { subject: 'address', look: () => address(config) },
    { subject: 'first account', look: () => firstAccount(config) },
  ];
}

function secrets(config: Config): Verdict {
  const given = {
    APP_SECRET: config.APP_SECRET,
    DATABASE_PASSWORD:
      config.embedded || isHere(config) ? '' : new URL(config.databaseUrl).password,
    METRICS_TOKEN: config.METRICS_TOKEN,
    STORAGE_KEY: config.STORAGE_KEY,
  };
  const weak = Object.entries(given).filter(
    ([, value]) => value && new Set(value).size < differentLetters,
  );
  if (weak.length > 0)
    return fault(
      `${weak.map(([name]) => name).join(', ')} can be guessed: make a new one with openssl ` +
        'rand -hex 32',
    );
  return well('long and varied enough');
}

/** A database on this machine may need no password; a remote one needs a strong one. */
function isHere(config: Config): boolean {
  return ['localhost', '127.0.0.1', '[::1]', ''].includes(new URL(config.DATABASE_URL).hostname);
}

async function secretFiles(config: Config): Promise<Verdict> {
  if (process.platform === 'win32') return well('kept by Windows’ own rights');
  const open: string[] = [];
  for (const file of ['.env', join(config.DATA_DIR, 'secret')]) {
    const found = await stat(file).catch(() => undefined);
    if (found && (found.mode & 0o077) !== 0) open.push(file);
  }
  return open.length > 0
    ? fault(`other users of this machine can read ${open.join(' and ')}: chmod 600`)
    : well('readable by their owner only');
}

function address(config: Config): Verdict {
  const { protocol, hostname } = new URL(config.baseUrl);
  if (hostname === 'localhost' || hostname === '127.0.0.1')
    return worthALook(
      `${config.baseUrl} is known to this machine only: the world needs BASE_URL=https://…`,
    );
  if (protocol === 'http:')
    return fault(
      'BASE_URL is http: passwords and cookies cross the network in the clear. Put TLS in ' +
        'front and say https://',
    );
  if (config.TRUSTED_PROXIES.length === 0)
    return worthALook(
      'TRUSTED_PROXIES is empty: name the proxy that terminates TLS, or the limits count ' +
        'all readers as one',
    );
  return well(config.baseUrl);
}

function firstAccount(config: Config): Verdict {
  if (config.STAFF_EMAIL.endsWith('@localhost') && config.secure)
    return worthALook(
      `STAFF_EMAIL is ${config.STAFF_EMAIL}: no mail reaches the first administrator, who ` +
        'cannot ask for a new password',
    );
  return well(config.STAFF_EMAIL);
}
