import pg from 'pg';
import { ConfigError } from '../../config/config.js';
import { migrations } from '../migrations.js';
import { ownerDataSource } from '../prepare.js';
import { plainly, type Rewriting } from './stored-bytes.js';
import { loadTables, type TableDump } from './table-dump.js';

/**
 * Loads a dump into an empty database, whatever PostgreSQL versions are involved: first the
 * migrations that the dump had applied, then its rows. The next start runs the newer migrations.
 * @throws ConfigError when the database is not empty, or the dump comes from a newer program.
 */
export async function loadDump(
  ownerUrl: string,
  folder: string,
  dump: TableDump,
  opened: Rewriting = plainly,
): Promise<void> {
  const known = new Set(migrations.map(({ name }) => name));
  const unknown = dump.migrations.find((name) => !known.has(name));
  if (unknown)
    throw new ConfigError(
      `this comes from a newer version of the program (it knows ${unknown}): install that ` +
        'version first',
    );
  await requireEmpty(ownerUrl);
  const source = await ownerDataSource(
    ownerUrl,
    migrations.filter(({ name }) => dump.migrations.includes(name)),
  ).initialize();
  await source.runMigrations({ transaction: 'each' }).finally(() => source.destroy());
  await withOwner(ownerUrl, (client) => loadTables(client, folder, dump, opened));
}

export async function requireEmpty(ownerUrl: string): Promise<void> {
  const tables = await withOwner(ownerUrl, (client) =>
    client.query(`SELECT FROM pg_tables WHERE schemaname = 'public' LIMIT 1`),
  );
  if (tables.rowCount)
    throw new ConfigError(
      'the database is not empty. A restore never overwrites: name an empty one by ' +
        'DATABASE_URL, or DATA_DIR',
    );
}

/** Runs `work` on one connection as the owner, without timeouts. */
export async function withOwner<Result>(
  ownerUrl: string,
  work: (client: pg.Client) => Promise<Result>,
): Promise<Result> {
  const client = new pg.Client({ connectionString: ownerUrl, connectionTimeoutMillis: 10_000 });
  await client.connect();
  try {
    return await work(client);
  } finally {
    await client.end();
  }
}
