import pg from 'pg';
import { ConfigError } from '../config/config.js';

/**
 * Opens one connection, which the caller ends.
 * @throws ConfigError naming the setting, if nothing answers at its address.
 */
export async function connectTo(
  url: string,
  setting: string,
  more: pg.ClientConfig = {},
): Promise<pg.Client> {
  const client = new pg.Client({
    ...more,
    connectionString: url,
    connectionTimeoutMillis: 10_000,
  });
  await client.connect().catch((error: Error & { code?: string }) => {
    // PgBouncer, in any mode.
    if (/startup parameter/i.test(error.message))
      throw new ConfigError(
        `${setting} leads to a connection pooler that refuses our timeouts (${error.message}): ` +
          'let it lead to PostgreSQL itself.',
      );
    const reason = error.code ?? error.message;
    throw new ConfigError(
      `the database of ${setting} does not answer (${reason}). Start it, or correct the ` +
        'address, name or password; pact doctor looks further.',
    );
  });
  return client;
}
