import type pg from 'pg';
import { trailGrants } from './grants.js';

/**
 * PostgreSQL's codes for a role that cannot be created or granted, and for one that was created
 * concurrently.
 */
const refused = '42501';
const madeMeanwhile = ['42710', '23505'];

/** The functions that write into the audit trail and the public log. */
const trailFunctions = [
  'append_events',
  'append_leaves',
  'append_snapshot_leaf',
  'append_trail_leaf',
  'touch_log',
  'log_words',
];

/**
 * A role without a login that owns the functions that append to the audit trail and the public log,
 * and nothing else. There is one for each application role.
 */
export function trailRole(appRole: string): string {
  return `${appRole}_trail`.slice(0, 63);
}

/**
 * Gives the append functions their owner, inside the transaction of the grants. The database's
 * owner may not be a superuser: it creates the role, joins it for the change, and leaves it again.
 * @returns false if the owner may not create roles: the functions then run with the rights of the
 *   database's owner.
 */
export async function giveTrailItsRole(owner: pg.Client, appRole: string): Promise<boolean> {
  const name = trailRole(appRole);
  const role = owner.escapeIdentifier(name);
  await owner.query('SAVEPOINT trail');
  try {
    await makeRole(owner, name, role);
    for (const [table, rights] of Object.entries(trailGrants)) {
      await owner.query(`REVOKE ALL ON ${table} FROM ${role}`);
      await owner.query(`GRANT ${rights} ON ${table} TO ${role}`);
    }
    await owner.query(`GRANT USAGE ON SCHEMA public TO ${role}`);
    const { rows } = await owner.query<{ name: string }>(
      `SELECT oid::regprocedure AS name FROM pg_proc
       WHERE oid = ANY ($1::text[]::regproc[]) AND pg_get_userbyid(proowner) <> $2`,
      [trailFunctions, name],
    );
    if (rows.length > 0) await handOver(owner, role, rows);
    return true;
  } catch (error) {
    if ((error as { code?: string }).code !== refused) throw error;
    await owner.query('ROLLBACK TO SAVEPOINT trail');
    return false;
  }
}

async function makeRole(owner: pg.Client, name: string, role: string): Promise<void> {
  const { rowCount } = await owner.query('SELECT 1 FROM pg_roles WHERE rolname = $1', [name]);
  if (rowCount) return;
  await owner.query('SAVEPOINT trail_role');
  try {
    await owner.query(`CREATE ROLE ${role} NOLOGIN NOSUPERUSER NOCREATEDB NOCREATEROLE`);
  } catch (error) {
    // Roles belong to all databases of the server: another register may have started at the same
    // moment.
    if (!madeMeanwhile.includes((error as { code?: string }).code ?? '')) throw error;
    await owner.query('ROLLBACK TO SAVEPOINT trail_role');
  }
}

async function handOver(
  owner: pg.Client,
  role: string,
  functions: { name: string }[],
): Promise<void> {
  await owner.query(`GRANT ${role} TO CURRENT_USER`);
  await owner.query(`GRANT CREATE ON SCHEMA public TO ${role}`);
  for (const { name } of functions) await owner.query(`ALTER FUNCTION ${name} OWNER TO ${role}`);
  await owner.query(`REVOKE CREATE ON SCHEMA public FROM ${role}`);
  await owner.query(`REVOKE ${role} FROM CURRENT_USER`);
}
