import pg from 'pg';
import { ConfigError } from '../config/config.js';

/**
 * One connection, which its user ends.
 * @throws ConfigError naming the setting, when nothing answers there.
 */
export async function connectTo(url: string, setting: string): Promise<pg.Client> {
  const client = new pg.Client({ connectionString: url, connectionTimeoutMillis: 10_000 });
  await client.connect().catch((error: Error & { code?: string }) => {
    const reason = error.code ?? error.message;
    throw new ConfigError(
      `the database of ${setting} does not answer (${reason}). Start it, or correct the ` +
        'address, name or password; pact doctor looks further.',
    );
  });
  return client;
}
