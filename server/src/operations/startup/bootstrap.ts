import { randomUUID } from 'node:crypto';
import { existsSync } from 'node:fs';
import { mkdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { AppContext } from '../../platform/database/app-context.js';
import { ConfigError, readConfig, type Config } from '../../platform/config/config.js';
import { startEmbeddedPostgres } from '../../platform/database/embedded/embedded-postgres.js';
import { prepareDatabase, withMigrationLock } from '../../platform/database/prepare.js';
import { rotateSecret } from './rotate-secret.js';
import {
  createDatabase,
  embeddedDatabase,
} from '../../platform/database/embedded/upgrade-cluster.js';
import { deriveKey, readSecret } from '../../platform/database/secret.js';

export interface Opened {
  context: AppContext;
  close(): Promise<void>;
}

/** A database that runs but may still be of an older (or no) version. */
export interface Started {
  config: Config;
  secret: string;
  ownerUrl: string;
  close(): Promise<void>;
}

/** The settings of `.env` in the working folder stand in for what the environment does not say. */
export function loadEnvironment(): NodeJS.ProcessEnv {
  if (existsSync('.env')) process.loadEnvFile('.env');
  return process.env;
}

/**
 * Reads the settings and starts the embedded database if it is wanted. @throws ConfigError when a
 * setting is wrong.
 */
export async function start(
  say: (line: string) => void,
  environment = loadEnvironment(),
): Promise<Started> {
  const config = readConfig(environment);
  await requireFolder(config.DATA_DIR);
  const secret = await readSecret(config);
  const { ownerUrl, close } = config.embedded
    ? await embedded(config, secret, say)
    : { ownerUrl: config.databaseUrl, close: async () => undefined };
  return { config, secret, ownerUrl, close };
}

/**
 * Everything the program keeps beside the database lies there: one that cannot be written stops the
 * start, not the first upload.
 */
async function requireFolder(folder: string): Promise<void> {
  const probe = join(folder, `.probe-${randomUUID()}`);
  try {
    await mkdir(folder, { recursive: true });
    await writeFile(probe, '');
    await rm(probe);
  } catch (error) {
    throw new ConfigError(
      `DATA_DIR ${folder} cannot be written (${(error as NodeJS.ErrnoException).code}). Name a folder that this user may write in.`,
    );
  }
}

/**
 * The same, and brings the database up to date. Every command begins so, but the one that migrates.
 */
export async function open(
  say: (line: string) => void,
  environment = loadEnvironment(),
): Promise<Opened> {
  return prepare(await start(say, environment), say);
}

/** Migrations, roles and grants of a database that runs. */
export async function prepare(
  { config, secret, ownerUrl, close }: Started,
  say: (line: string) => void,
): Promise<Opened> {
  try {
    const database = await prepareDatabase({
      ownerUrl,
      appUrl: config.DATABASE_APP_URL,
      publicUrl: config.DATABASE_PUBLIC_URL,
      readUrl: config.DATABASE_READ_URL,
      secret,
      say,
    });
    await withMigrationLock(ownerUrl, async (owner) => {
      if (await rotateSecret(owner, secret, config.APP_SECRET_PREVIOUS))
        say(
          'APP_SECRET is another one: every session and mailed link has ended. APP_SECRET_PREVIOUS is needed no more.',
        );
    });
    return { context: new AppContext(config, secret, database), close };
  } catch (error) {
    await close();
    throw error;
  }
}

async function embedded(
  config: Config,
  secret: string,
  say: (line: string) => void,
): Promise<{ ownerUrl: string; close(): Promise<void> }> {
  const server = await startEmbeddedPostgres({
    dataDir: join(config.DATA_DIR, 'database'),
    password: deriveKey(secret, 'embedded database owner'),
    say,
  });
  await createDatabase(server.url('postgres'));
  return { ownerUrl: server.url(embeddedDatabase), close: () => server.stop() };
}
