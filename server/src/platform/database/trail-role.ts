import type pg from 'pg';
import { trailGrants } from './grants.js';

/**
 * PostgreSQL's codes for a role that cannot be made or joined, and for one that somebody else has
 * just made.
 */
const refused = '42501';
const madeMeanwhile = ['42710', '23505'];

/**
 * The role that nobody signs in as: the function that appends to the audit trail is its own, and
 * nothing else. One for each application's role.
 */
export function trailRole(appRole: string): string {
  return `${appRole}_trail`.slice(0, 63);
}

/**
 * Gives the function that appends its owner, inside the transaction of the grants. The database's
 * owner may be no superuser: it makes the role, joins it for the moment of the change, and leaves
 * it again.
 * @returns false where the owner may not make roles: the function then runs with the rights of
 *   the database's owner.
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
    const { rows } = await owner.query<{ holder: string }>(
      `SELECT pg_get_userbyid(proowner) AS holder FROM pg_proc
        WHERE oid = 'append_events'::regproc`,
    );
    if (rows[0]!.holder !== name) await handOver(owner, role);
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

async function handOver(owner: pg.Client, role: string): Promise<void> {
  await owner.query(`GRANT ${role} TO CURRENT_USER`);
  await owner.query(`GRANT CREATE ON SCHEMA public TO ${role}`);
  await owner.query(`ALTER FUNCTION append_events() OWNER TO ${role}`);
  await owner.query(`REVOKE CREATE ON SCHEMA public FROM ${role}`);
  await owner.query(`REVOKE ${role} FROM CURRENT_USER`);
}
