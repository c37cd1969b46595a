import { createHash, randomUUID } from 'node:crypto';
import pg from 'pg';
import { databaseUrls, type DatabaseUrls } from '../../src/platform/database/prepare.js';
import { clusterPassword, registerOwner, template, testSecret } from './database-names.js';

/** A test's own database, and access to it as an administrator of the server, who may do all. */
export interface TestDatabase {
  name: string;
  urls: DatabaseUrls;
  /** Runs a query as the administrator; one with a name is planned once for each connection. */
  sql<Row extends object = Record<string, unknown>>(
    text: string | pg.QueryConfig,
    values?: unknown[],
  ): Promise<Row[]>;
  drop(): Promise<void>;
}

/** @param from the database to copy, or null for an empty one. */
export async function createDatabase(from: string | null = template): Promise<TestDatabase> {
  const name = `test_${randomUUID().replace(/-/g, '').slice(0, 16)}`;
  // Copied as files: block by block through the log, as PostgreSQL does otherwise, takes six times
  // the processor.
  const copy = from ? ` TEMPLATE ${from} STRATEGY FILE_COPY` : '';
  await administer(`CREATE DATABASE ${name} OWNER ${registerOwner}${copy}`);
  const pool = new pg.Pool({ connectionString: serverUrl(name), max: 2 });
  pool.on('error', () => undefined);
  return {
    name,
    urls: databaseUrls({ ownerUrl: ownerUrl(name), secret: testSecret }),
    sql: async <Row extends object>(text: string | pg.QueryConfig, values: unknown[] = []) =>
      (await pool.query<Row>(text, values)).rows,
    drop: async () => {
      await pool.end();
      await administer(`DROP DATABASE ${name} WITH (FORCE)`);
    },
  };
}

/** Runs one statement in the maintenance database as the administrator. */
export async function administer(
  statement: string,
  connectionString = serverUrl('postgres'),
): Promise<void> {
  const client = new pg.Client({ connectionString });
  await client.connect();
  try {
    await client.query(statement);
  } finally {
    await client.end();
  }
}

export function serverUrl(database: string): string {
  return `${process.env['TEST_DATABASE_SERVER']}${database}`;
}

/** The connection as the owner of a database. */
function ownerUrl(name: string): string {
  return Object.assign(new URL(serverUrl(name)), {
    username: registerOwner,
    password: clusterPassword,
  }).toString();
}

/**
 * A fingerprint of the whole database, to check that nothing changed: row count and hash by table.
 * One statement, planned once, because thousands of checks use it.
 */
export async function contentOf(
  database: TestDatabase,
  except: string[] = ['rate_limit', 'staff_session'],
): Promise<Record<string, string>> {
  const tables = await database.sql<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const text = tables
    .filter(({ name }) => !except.includes(name))
    .map(
      ({ name }) =>
        `SELECT '${name}' AS name,
          count(*) || ' ' || coalesce(sum(hashtextextended(t::text, 0)), 0) AS hash FROM ${name} t`,
    )
    .join(' UNION ALL ');
  const name = createHash('md5').update(text).digest('hex');
  const content = await database.sql<{ name: string; hash: string }>({ name, text });
  return Object.fromEntries(content.map(({ name, hash }) => [name, hash]));
}
