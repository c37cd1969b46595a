import { randomUUID } from 'node:crypto';
import pg from 'pg';
import { databaseUrls, type DatabaseUrls } from '../../src/platform/database/prepare.js';
import { clusterPassword, registerOwner, template, testSecret } from './database-names.js';

/** A test's own database, and access to it as an administrator of the server, who may do all. */
export interface TestDatabase {
  name: string;
  urls: DatabaseUrls;
  /** Runs a query as the administrator. */
  sql<Row extends object = Record<string, unknown>>(
    text: string,
    values?: unknown[],
  ): Promise<Row[]>;
  drop(): Promise<void>;
}

/** @param from the database to copy, or null for an empty one. */
export async function createDatabase(from: string | null = template): Promise<TestDatabase> {
  const name = `test_${randomUUID().replace(/-/g, '').slice(0, 16)}`;
  const copied = from ? ` TEMPLATE ${from}` : '';
  await administer(`CREATE DATABASE ${name} OWNER ${registerOwner}${copied}`);
  const pool = new pg.Pool({ connectionString: serverUrl(name), max: 2 });
  pool.on('error', () => undefined);
  return {
    name,
    urls: databaseUrls({ ownerUrl: ownerUrl(name), secret: testSecret }),
    sql: async <Row extends object>(text: string, values: unknown[] = []) =>
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
 * One statement, because hundreds of tests use it.
 */
export async function contentOf(
  database: TestDatabase,
  except: string[] = ['rate_limit', 'staff_session'],
): Promise<Record<string, string>> {
  const tables = await database.sql<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  const hashes = tables
    .filter(({ name }) => !except.includes(name))
    .map(
      ({ name }) =>
        `SELECT '${name}' AS name,
          count(*) || ' ' || coalesce(md5(string_agg(t::text, E'\\n' ORDER BY t::text COLLATE "C")),
          '') AS hash FROM ${name} t`,
    );
  const content = await database.sql<{ name: string; hash: string }>(hashes.join(' UNION ALL '));
  return Object.fromEntries(content.map(({ name, hash }) => [name, hash]));
}
