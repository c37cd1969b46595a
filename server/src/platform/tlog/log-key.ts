import { createHash, randomBytes } from 'node:crypto';
import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Config } from '../config/config.js';
import { noteKey, type NoteKey } from './signed-note.js';

/** The keys of the log: the current one and, during a change, the previous one. */
export interface LogKeys {
  current: NoteKey;
  previous: NoteKey | null;
}

/** The verifier keys for readers of the log, the current one first. */
export function verifierKeys({ current, previous }: LogKeys): string[] {
  return [current, ...(previous ? [previous] : [])].map(({ verifierKey }) => verifierKey);
}

/** The file of the key that is generated when none is configured. */
export const logKeyFile = (dataDir: string) => join(dataDir, 'log-key');

/**
 * The name of the log, which is also the first line of its checkpoints: its address without the
 * scheme (c2sp.org/tlog-tiles).
 */
export function logName(config: Config): string {
  return config.LOG_NAME || `${config.baseUrl.replace(/^https?:\/\//, '')}/log`;
}

/** LOG_KEY, or on a laptop a key that is generated once and kept in DATA_DIR. */
export async function readLogKeys(config: Config): Promise<LogKeys> {
  const name = logName(config);
  const seed = config.LOG_KEY ? decoded(config.LOG_KEY) : await keptSeed(config.DATA_DIR);
  const before = config.LOG_KEY_PREVIOUS;
  return {
    current: noteKey(name, seed),
    previous: before && before !== 'lost' ? noteKey(name, decoded(before)) : null,
  };
}

/** Identifies a key by its public part, whatever the name of the log. */
export function fingerprint({ verifierKey }: NoteKey): string {
  const key = verifierKey.slice(verifierKey.lastIndexOf('+') + 1);
  return createHash('sha256').update(key).digest('hex').slice(0, 32);
}

function decoded(key: string): Buffer {
  return Buffer.from(key, 'base64');
}

async function keptSeed(dataDir: string): Promise<Buffer> {
  const file = logKeyFile(dataDir);
  const kept = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'ENOENT') throw error;
    return null;
  });
  if (kept !== null) return decoded(kept);
  const made = randomBytes(32).toString('base64');
  await writeFile(file, made, { mode: 0o600, flag: 'wx' }).catch((error: NodeJS.ErrnoException) => {
    if (error.code !== 'EEXIST') throw error;
  });
  return decoded(await readFile(file, 'utf8'));
}
