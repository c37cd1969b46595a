import pg from 'pg';
import { MigrationExecutor } from 'typeorm';
import { grants } from '../../platform/database/grants.js';
import { ownerDataSource, type DatabaseUrls } from '../../platform/database/prepare.js';
import { migrations } from '../../platform/database/migrations.js';
import { trailRole } from '../../platform/database/trail-role.js';
import { withOwner } from '../../platform/database/embedded/load-dump.js';
import { asking, verifyEvents } from '../../platform/events/verify-events.js';
import { registerAgreement } from '../../workbench/trail/register-agreement.js';
import { fault, reasonOf, well, worthALook, type Check, type Verdict } from './finding.js';

const oldestVersion = 150_000;
const clockSeconds = 2;

/** Whether the owner role can reach the database. All other database checks depend on it. */
export async function reaches(ownerUrl: string): Promise<Verdict> {
  try {
    const [row] = await ask<{ number: number; name: string }>(
      ownerUrl,
      `SELECT current_setting('server_version_num')::int AS number,
        current_setting('server_version') AS name`,
    );
    if (row!.number < oldestVersion)
      return fault(`PostgreSQL ${row!.name} is too old: it has to be 15 or newer`);
    return well(`PostgreSQL ${row!.name} answers`);
  } catch (error) {
    return fault(
      `does not answer (${reasonOf(error)}): start it, or correct DATABASE_URL and ` +
        'DATABASE_PASSWORD',
    );
  }
}

/** Checks the database's contents and the rights of its roles. */
export function databaseChecks(urls: DatabaseUrls): Check[] {
  return [
    { subject: 'migrations', look: () => migrated(urls.owner) },
    { subject: 'role app', look: () => mayDo(urls, 'app') },
    { subject: 'role public', look: () => mayDo(urls, 'public') },
    { subject: 'clock', look: () => clock(urls.owner) },
    { subject: 'audit trail', look: () => trail(urls.app) },
    { subject: 'who appends', look: () => appender(urls) },
    ...(urls.read
      ? [{ subject: 'read replica', look: () => replica(urls.read!, urls.public) }]
      : []),
  ];
}

async function migrated(ownerUrl: string): Promise<Verdict> {
  const source = await ownerDataSource(ownerUrl).initialize();
  try {
    const done = (await new MigrationExecutor(source).getExecutedMigrations()).map(
      ({ name }) => name,
    );
    const known = migrations.map(({ name }) => name);
    const [pending, unknown] = [
      known.filter((name) => !done.includes(name)),
      done.filter((name) => !known.includes(name)),
    ];
    if (unknown.length > 0)
      return worthALook(
        `the database is newer than this program (${unknown.length} steps): update this ` +
          'machine, too',
      );
    if (pending.length > 0)
      return fault(`${pending.length} are not done: pact migrate up, or start the server`);
    return well(`all ${known.length} done`);
  } finally {
    await source.destroy();
  }
}

/** Each role must have exactly the rights of grants.ts. */
async function mayDo(urls: DatabaseUrls, key: keyof typeof grants): Promise<Verdict> {
  const name = decodeURIComponent(new URL(urls[key]).username);
  const opened = await ask(urls[key], 'SELECT').then(
    () => null,
    (error: unknown) => reasonOf(error),
  );
  if (opened)
    return fault(
      `${name} does not get in (${opened}): start the server, which makes its role, or ` +
        `correct DATABASE_${key.toUpperCase()}_URL`,
    );
  const [power] = await ask<{ mighty: boolean }>(
    urls.owner,
    'SELECT rolsuper OR rolcreaterole OR rolcreatedb OR rolbypassrls AS mighty FROM ' +
      'pg_roles WHERE rolname = $1',
    [name],
  );
  if (power?.mighty)
    return fault(
      `${name} has rights over the whole server: take them away (ALTER ROLE … NOSUPERUSER
        NOCREATEROLE NOCREATEDB)`,
    );
  const held = await ask<{ line: string }>(
    urls.owner,
    `SELECT c.relname || ' ' || a.privilege_type AS line FROM pg_class c, aclexplode(c.relacl) a
      JOIN pg_roles r ON r.oid = a.grantee
     WHERE r.rolname = $1 AND c.relnamespace = 'public'::regnamespace
       AND c.relkind IN ('r', 'v', 'm', 'p')`,
    [name],
  );
  const wanted = Object.entries(grants[key]).flatMap(([table, rights]) =>
    rights.split(', ').map((right) => `${table} ${right}`),
  );
  const [has, should] = [new Set(held.map(({ line }) => line)), new Set(wanted)];
  const missing = wanted.filter((line) => !has.has(line));
  const tooMany = [...has].filter((line) => !should.has(line));
  if (missing.length + tooMany.length === 0)
    return well(`${name} has its ${wanted.length} rights and no other`);
  const told = [...missing.map((line) => `lacks ${line}`), ...tooMany.map((line) => `has ${line}`)]
    .slice(0, 3)
    .join(', ');
  return fault(`${name} ${told}: start the server, which grants what is right and nothing else`);
}

async function clock(ownerUrl: string): Promise<Verdict> {
  const before = Date.now();
  const [row] = await ask<{ now: Date }>(ownerUrl, 'SELECT clock_timestamp() AS now');
  const here = (before + Date.now()) / 2;
  const apart = Math.abs(row!.now.getTime() - here) / 1_000;
  if (apart > clockSeconds)
    return fault(
      `this machine and the database are ${apart.toFixed(1)} s apart: let chrony or ` +
        'timesyncd set both',
    );
  return well('the same as the database’s');
}

async function trail(appUrl: string): Promise<Verdict> {
  const client = new pg.Client({ connectionString: appUrl });
  await client.connect();
  try {
    await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
    const { events, firstBad } = await verifyEvents(client);
    if (firstBad)
      return fault(
        `event ${firstBad.seq} is not as it was written (${firstBad.reason}): ` +
          'docs/operations.md, EventChainFell',
      );
    const [other] = await registerAgreement(asking(client));
    if (other) return fault(`${other.subject} ${other.reason}: docs/operations.md, EventChainFell`);
    return well(`${events} events, chain whole, and the register is what they say`);
  } finally {
    await client.end();
  }
}

/**
 * The function that appends events runs with the rights of its owner: a role without a login, if
 * the database's owner may create one.
 */
async function appender({ owner, app }: DatabaseUrls): Promise<Verdict> {
  const [row] = await ask<{ holder: string; definer: boolean }>(
    owner,
    `SELECT pg_get_userbyid(proowner) AS holder, prosecdef AS definer FROM pg_proc
      WHERE oid = 'append_events'::regproc`,
  );
  const wanted = trailRole(decodeURIComponent(new URL(app).username));
  if (row?.definer && row.holder === wanted)
    return well(`${wanted} alone writes into the audit trail`);
  return worthALook(
    `the trail is written with the rights of ${row?.holder ?? 'nobody'}: give the owner ` +
      'CREATEROLE and start the server',
  );
}

async function replica(readUrl: string, publicUrl: string): Promise<Verdict> {
  const version = async (url: string) =>
    Number(
      (await ask<{ version: string }>(url, 'SELECT version FROM public_register'))[0]!.version,
    );
  const [copy, primary] = await Promise.all([version(readUrl), version(publicUrl)]);
  return copy < primary
    ? worthALook(`${primary - copy} versions behind the primary, which is read instead`)
    : well('as new as the primary');
}

function ask<Row extends pg.QueryResultRow>(
  url: string,
  sql: string,
  values: unknown[] = [],
): Promise<Row[]> {
  return withOwner(url, async (client) => (await client.query<Row>(sql, values)).rows);
}
