import { setTimeout as sleep } from 'node:timers/promises';
import pg from 'pg';
import { DataSource, MigrationExecutor } from 'typeorm';
import { ConfigError } from '../config/config.js';
import { roles } from '../config/database-settings.js';
import { limits } from '../config/limits.js';
import { migrations } from './migrations.js';
import { changeRoles, planRoles } from './application-roles.js';
import { grants } from './grants.js';
import { giveTrailItsRole } from './trail-role.js';
import { deriveKey } from './secret.js';
import { connectTo } from './connect-to.js';
import { saidWhileWaiting } from './said-while-waiting.js';

/** Any number works, as long as every instance uses the same one. */
const migrationLock = 1_105_201;
/** PostgreSQL's code for `lock_timeout`. */
const lockNotAvailable = '55P03';

/**
 * The connections to one database. Only `prepareDatabase` uses the owner's; `read` points to a
 * replica if there is one.
 */
export interface DatabaseUrls {
  owner: string;
  app: string;
  public: string;
  read?: string;
}

/** The settings that determine the connections. */
export interface DatabaseOptions {
  ownerUrl: string;
  /** The roles that the owner creates if their connections are not given. */
  appRole?: string;
  publicRole?: string;
  appUrl?: string;
  publicUrl?: string;
  readUrl?: string;
  secret: string;
}

interface Options extends DatabaseOptions {
  say(line: string): void;
}

/**
 * Migrates the database to this program's schema and sets up the two roles and their grants. Safe
 * to run from several instances at once: the second waits for the first and finds nothing to do.
 * Checks that the roles can be created before it changes anything.
 */
export async function prepareDatabase(options: Options): Promise<DatabaseUrls> {
  const urls = databaseUrls(options);
  await withMigrationLock(options.ownerUrl, options.say, async (owner) => {
    const made = [
      ...(options.appUrl ? [] : [urls.app]),
      ...(options.publicUrl ? [] : [urls.public]),
    ];
    const roleChanges = await planRoles(owner, made);
    await migrate(options.ownerUrl, options.say);
    await applyGrants(owner, urls, roleChanges, options.say);
  });
  return urls;
}

/** The connection URLs that follow from the settings, whether or not they work. */
export function databaseUrls({
  ownerUrl,
  appRole = roles.app,
  publicRole = roles.public,
  appUrl,
  publicUrl,
  readUrl,
  secret,
}: DatabaseOptions): DatabaseUrls {
  const urls: DatabaseUrls = {
    owner: ownerUrl,
    app: appUrl || roleUrl(ownerUrl, appRole, secret),
    public: publicUrl || roleUrl(ownerUrl, publicRole, secret),
  };
  if (readUrl) urls.read = withRole(readUrl, urls.public);
  return urls;
}

/**
 * Runs `work` as the owner under the migration lock, waiting for any instance that holds it. A long
 * wait reports its reason.
 */
export async function withMigrationLock(
  ownerUrl: string,
  say: (line: string) => void,
  work: (owner: pg.Client) => Promise<void>,
): Promise<void> {
  const owner = await connectTo(ownerUrl, 'DATABASE_URL');
  try {
    await saidWhileWaiting(
      owner.query('SELECT pg_advisory_lock($1)', [migrationLock]),
      say,
      "Waiting for another instance's migration",
    );
    await work(owner);
  } finally {
    await owner.end();
  }
}

/**
 * A migration that alters a table waits for its readers, and every later query waits behind the
 * migration. So it waits only briefly, lets the others pass, and tries again.
 */
async function migrate(url: string, say: (line: string) => void): Promise<void> {
  for (let tries = 1; ; tries += 1) {
    const source = await ownerDataSource(url).initialize();
    try {
      const done = await source.runMigrations({ transaction: 'each' });
      if (done.length > 0)
        say(`Migrated the database: ${done.map((migration) => migration.name).join(', ')}`);
      return;
    } catch (error) {
      if ((error as { code?: string }).code !== lockNotAvailable)
        throw (await failureOf(source, error as Error)) ?? error;
      if (tries === limits.migrationTries)
        throw new ConfigError(
          'a table to be migrated is kept in use. End the long query (pg_stat_activity ' +
            'tells which), and start again.',
        );
    } finally {
      await source.destroy();
    }
    if (tries === 1) say('Waiting for a table to be migrated, which is in use');
    await sleep(limits.lockTimeout);
  }
}

/** Names the migration that failed. Each is one transaction, so its changes are rolled back. */
async function failureOf(source: DataSource, { message }: Error): Promise<ConfigError | undefined> {
  const pending = await new MigrationExecutor(source).getPendingMigrations().catch(() => []);
  const [failed] = pending;
  return failed
    ? new ConfigError(
        `the migration ${failed.name} failed (${message.split('\n')[0]}). It has left nothing ` +
          'behind; those before it are done. The version before runs on: docs/operations.md, ' +
          'When a migration fails.',
      )
    : undefined;
}

/** The owner's TypeORM connection, for migrations. */
export function ownerDataSource(url: string, wanted = migrations): DataSource {
  const extra = { options: `-c lock_timeout=${limits.lockTimeout}` };
  return new DataSource({
    type: 'postgres',
    url,
    migrations: wanted,
    entities: [],
    synchronize: false,
    migrationsTableName: 'migration',
    extra,
  });
}

/**
 * Grants exactly the rights in grants.ts, unless a newer version has migrated this database: its
 * instances still need the rights that it granted beyond these.
 */
async function applyGrants(
  owner: pg.Client,
  urls: DatabaseUrls,
  roleChanges: string[],
  say: (line: string) => void,
): Promise<void> {
  await owner.query('BEGIN');
  const { rowCount: newer } = await owner.query('SELECT 1 FROM migration WHERE name <> ALL ($1)', [
    migrations.map(({ name }) => name),
  ]);
  const names = {
    app: decodeURIComponent(new URL(urls.app).username),
    public: decodeURIComponent(new URL(urls.public).username),
  };
  await changeRoles(owner, roleChanges);
  for (const key of ['app', 'public'] as const) {
    const role = owner.escapeIdentifier(names[key]);
    if (!newer) await owner.query(`REVOKE ALL ON ALL TABLES IN SCHEMA public FROM ${role}`);
    await owner.query(`GRANT USAGE ON SCHEMA public TO ${role}`);
    for (const [table, rights] of Object.entries(grants[key]))
      await owner.query(`GRANT ${rights} ON ${table} TO ${role}`);
  }
  if (!(await giveTrailItsRole(owner, names.app)))
    say(
      'The owner of the database may not create roles: anybody with its password can write ' +
        'into the audit trail (docs/decisions/0044)',
    );
  await owner.query('COMMIT');
}

/** A replica has the same roles as its primary, so its URL needs no credentials. */
function withRole(readUrl: string, publicUrl: string): string {
  const [url, { username, password }] = [new URL(readUrl), new URL(publicUrl)];
  return url.username ? readUrl : Object.assign(url, { username, password }).toString();
}

function roleUrl(ownerUrl: string, role: string, secret: string): string {
  const url = new URL(ownerUrl);
  url.username = role;
  url.password = deriveKey(secret, `database role ${role}`);
  return url.toString();
}
