import type pg from 'pg';
import { ConfigError } from '../config/config.js';
import { limits } from '../config/limits.js';
import { connectTo } from './connect-to.js';

/**
 * Locks, timeouts and notifications belong to a session. A pooler in transaction mode runs each
 * statement in any free session, so two connections may share one session, or one connection may
 * use several.
 * @param setting the setting that holds the URL.
 * @throws ConfigError for such a pooler.
 */
export async function requireOwnSessions(url: string, setting: string): Promise<void> {
  const one = await connectTo(url, setting);
  const other = await connectTo(url, setting);
  try {
    const first = await sessionOf(one);
    const others = await sessionOf(other);
    // Twice: a pooler that rotates its sessions may by chance return to the first.
    const again = [await sessionOf(one), await sessionOf(one)];
    if (first !== others && again.every((session) => session === first))
      return await requireTimeouts(url, setting);
  } finally {
    await Promise.all([one.end(), other.end()]);
  }
  throw new ConfigError(
    `${setting} leads to a connection pooler in transaction mode, in which locks and ` +
      'notifications do not work: let it lead to PostgreSQL itself.',
  );
}

async function sessionOf(client: pg.Client): Promise<number> {
  const { rows } = await client.query<{ pid: number }>('SELECT pg_backend_pid() AS pid');
  return rows[0]!.pid;
}

/** @throws ConfigError if a connection cannot set its own timeouts. */
async function requireTimeouts(url: string, setting: string): Promise<void> {
  const client = await connectTo(url, setting, {
    options: `-c lock_timeout=${limits.lockTimeout}`,
    statement_timeout: limits.statementTimeout,
  });
  await client.end();
}
