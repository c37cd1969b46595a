import { randomBytes } from 'node:crypto';
import { ConfigError } from '../../platform/config/config.js';
import { withOwner } from '../../platform/database/embedded/load-dump.js';

/** PostgreSQL's error code for a missing privilege. */
const insufficientPrivilege = '42501';

/** A temporary database on the same server as another one. */
export interface ScratchDatabase {
  url: string;
  drop(): Promise<void>;
}

/** @throws ConfigError if the owner may not create databases. */
export async function createScratchDatabase(ownerUrl: string): Promise<ScratchDatabase> {
  const name = `pact_drill_${randomBytes(6).toString('hex')}`;
  await withOwner(ownerUrl, (client) =>
    client.query(`CREATE DATABASE ${name} ENCODING 'UTF8' LOCALE 'C.UTF-8' TEMPLATE template0`),
  ).catch((error: Error & { code?: string }) => {
    if (error.code !== insufficientPrivilege) throw error;
    const user = decodeURIComponent(new URL(ownerUrl).username);
    throw new ConfigError(
      `the owner may not create a scratch database: run ALTER ROLE ${user} CREATEDB once, as the ` +
        'superuser of PostgreSQL',
    );
  });
  return {
    url: Object.assign(new URL(ownerUrl), { pathname: `/${name}` }).toString(),
    drop: () =>
      withOwner(ownerUrl, async (client) => {
        await client.query(`DROP DATABASE IF EXISTS ${name} WITH (FORCE)`);
      }),
  };
}
