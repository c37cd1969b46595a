import pg from 'pg';
import { ConfigError } from '../config/config.js';

/** PostgreSQL's codes for a wrong password, and for a role that may not connect. */
const notLetIn = ['28P01', '28000'];
/** PostgreSQL's code for a missing right. */
const refused = '42501';

interface Found {
  oid: number;
  mighty: boolean;
}

/**
 * Plans the changes that let these roles connect, without making any yet. Roles belong to the whole
 * server, which another register may use: a role that can connect is left alone, and one that
 * another database uses keeps its password.
 * @param urls one for each role that the program makes, with its name and its password.
 * @throws ConfigError if a change is impossible or would harm another database.
 */
export async function planRoles(owner: pg.Client, urls: string[]): Promise<string[]> {
  const statements: string[] = [];
  for (const url of urls) statements.push(...(await planRole(owner, url)));
  return statements;
}

/** Applies the plan, within the transaction of the grants. */
export async function changeRoles(owner: pg.Client, statements: string[]): Promise<void> {
  for (const statement of statements)
    await owner.query(statement).catch((error: Error & { code?: string }) => {
      if (error.code !== refused) throw error;
      const [action, role] = [statement.split(' ')[0]!.toLowerCase(), statement.split(' ')[2]];
      throw new ConfigError(
        `the owner of DATABASE_URL may not ${action} the role ${role}. Let an administrator of ` +
          'the server give it CREATEROLE, or name other roles or connections ' +
          '(DATABASE_APP_ROLE, DATABASE_APP_URL and the same for PUBLIC).',
      );
    });
}

async function planRole(owner: pg.Client, url: string): Promise<string[]> {
  if (await opens(url)) return [];
  const { username: role, password } = new URL(url);
  const can = `LOGIN PASSWORD ${owner.escapeLiteral(password)}`;
  const { rows } = await owner.query<Found>(
    `SELECT oid, rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls OR rolreplication
        AS mighty
      FROM pg_roles WHERE rolname = $1`,
    [role],
  );
  const [found] = rows;
  if (!found) return [`CREATE ROLE ${role} ${can}`];
  if (found.mighty)
    throw new ConfigError(
      `the role ${role} has rights over the whole server. Take them away (ALTER ROLE ${role} ` +
        'NOSUPERUSER NOCREATEROLE NOCREATEDB NOBYPASSRLS), or name another role.',
    );
  const elsewhere = await databasesOf(owner, found.oid);
  if (elsewhere.length > 0)
    throw new ConfigError(
      `the role ${role} serves the database ${elsewhere.join(', ')} too, with another password. ` +
        'Use the APP_SECRET of that register, or name roles of this one ' +
        '(DATABASE_APP_ROLE, DATABASE_PUBLIC_ROLE); if that database is an old copy, drop it.',
    );
  // Only the necessary attributes: an owner who is not a superuser may set no others.
  return [`ALTER ROLE ${role} ${can}`];
}

/** The other databases of the server in which a role has rights. */
async function databasesOf(owner: pg.Client, oid: number): Promise<string[]> {
  const { rows } = await owner.query<{ name: string }>(
    `SELECT DISTINCT datname AS name FROM pg_shdepend JOIN pg_database d ON d.oid = dbid
      WHERE refclassid = 'pg_authid'::regclass AND refobjid = $1 AND datname <> current_database()
      ORDER BY 1`,
    [oid],
  );
  return rows.map(({ name }) => name);
}

/** Whether a role can connect with its password. */
async function opens(url: string): Promise<boolean> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  try {
    await client.connect();
    return true;
  } catch (error) {
    const { code, message } = error as Error & { code?: string };
    if (notLetIn.includes(code ?? '')) return false;
    throw new ConfigError(
      `the role ${new URL(url).username} does not get into the database (${code ?? message}).`,
    );
  } finally {
    await client.end().catch(() => undefined);
  }
}
