import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppContext } from '../../platform/database/app-context.js';
import { ConfigError, misspelled, readConfig, type Config } from '../../platform/config/config.js';
import { startEmbeddedPostgres } from '../../platform/database/embedded/embedded-postgres.js';
import {
  prepareDatabase,
  withMigrationLock,
  type DatabaseOptions,
} from '../../platform/database/prepare.js';
import { hasStarted, stopAsked } from './stopping.js';
import { requireOwnSessions } from '../../platform/database/own-sessions.js';
import { checkSecret, rotateSecret } from './rotate-secret.js';
import {
  createDatabase,
  embeddedDatabase,
} from '../../platform/database/embedded/upgrade-cluster.js';
import { deriveKey, readSecret } from '../../platform/database/secret.js';

export interface Opened {
  context: AppContext;
  close(): Promise<void>;
}

/** The database is running but may not be migrated yet. */
export interface Started {
  config: Config;
  secret: string;
  ownerUrl: string;
  close(): Promise<void>;
}

/** Reads `.env` in the working folder. Variables of the environment take precedence. */
export function loadEnvironment(): NodeJS.ProcessEnv {
  if (!existsSync('.env')) return process.env;
  try {
    process.loadEnvFile('.env');
  } catch (error) {
    throw new ConfigError(
      `.env cannot be read (${(error as NodeJS.ErrnoException).code ?? 'no text'}): it has to ` +
        'be a file of lines NAME=value that this user may read.',
    );
  }
  return process.env;
}

/**
 * Reads the settings and starts the embedded database if configured.
 * @throws ConfigError when a setting is invalid.
 */
export async function start(
  say: (line: string) => void,
  environment = loadEnvironment(),
): Promise<Started> {
  misspelled(environment).forEach(say);
  const config = readConfig(environment);
  await requireFolder(config.DATA_DIR);
  const secret = await readSecret(config);
  const { ownerUrl, close } = config.embedded
    ? await embedded(config, secret, say)
    : { ownerUrl: config.databaseUrl, close: async () => undefined };
  stopAsked.signal.throwIfAborted();
  return { config, secret, ownerUrl, close };
}

/**
 * Checks that the data folder is writable, so that a problem stops the start instead of the first
 * upload.
 */
async function requireFolder(folder: string): Promise<void> {
  const probe = join(folder, `.probe-${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    throw new ConfigError(
      `DATA_DIR ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}). ` +
        'Name a folder that this user may write in.',
    );
  }
}

/**
 * Starts as `start` does and migrates the database. Every command except `migrate` begins with it.
 */
export async function open(
  say: (line: string) => void,
  environment = loadEnvironment(),
): Promise<Opened> {
  return prepare(await start(say, environment), say);
}

/** The settings that determine the database connections. */
export function databaseOptions({
  config,
  secret,
  ownerUrl,
}: Omit<Started, 'close'>): DatabaseOptions {
  return {
    ownerUrl,
    appRole: config.DATABASE_APP_ROLE,
    publicRole: config.DATABASE_PUBLIC_ROLE,
    appUrl: config.DATABASE_APP_URL,
    publicUrl: config.DATABASE_PUBLIC_URL,
    readUrl: config.DATABASE_READ_URL,
    secret,
  };
}

/**
 * Applies migrations, roles and grants to a running database. A wrong secret is rejected before
 * anything changes, because the roles' passwords are derived from it.
 */
export async function prepare(
  { config, secret, ownerUrl, close }: Started,
  say: (line: string) => void,
): Promise<Opened> {
  try {
    if (!config.embedded) await requirePoolersFit(config, ownerUrl);
    await withMigrationLock(ownerUrl, say, (owner) =>
      checkSecret(owner, secret, config.APP_SECRET_PREVIOUS),
    );
    const options = databaseOptions({ config, secret, ownerUrl });
    const database = await prepareDatabase({ ...options, say });
    await withMigrationLock(ownerUrl, say, async (owner) => {
      if (await rotateSecret(owner, secret, config.APP_SECRET_PREVIOUS))
        say(
          'APP_SECRET is another one: every session and mailed link has ended. ' +
            'APP_SECRET_PREVIOUS is needed no more.',
        );
    });
    return { context: new AppContext(config, secret, database), close };
  } catch (error) {
    await close();
    throw error;
  }
}

/** Runs before anything is locked or changed. */
async function requirePoolersFit(config: Config, ownerUrl: string): Promise<void> {
  await requireOwnSessions(ownerUrl, 'DATABASE_URL');
  for (const setting of ['DATABASE_APP_URL', 'DATABASE_PUBLIC_URL'] as const)
    if (config[setting]) await requireOwnSessions(config[setting], setting);
}

async function embedded(
  config: Config,
  secret: string,
  say: (line: string) => void,
): Promise<{ ownerUrl: string; close(): Promise<void> }> {
  const starting = startEmbeddedPostgres({
    dataDir: join(config.DATA_DIR, 'database'),
    password: deriveKey(secret, 'embedded database owner'),
    say,
    signal: stopAsked.signal,
  });
  // If the process is stopped in the middle, the current step is completed first.
  const close = hasStarted(() =>
    starting.then(
      (server) => server.stop(),
      () => undefined,
    ),
  );
  const server = await starting;
  await createDatabase(server.url('postgres'));
  return { ownerUrl: server.url(embeddedDatabase), close };
}
