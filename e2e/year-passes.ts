import { createHash, createHmac } from 'node:crypto';
import { existsSync, readFileSync } from 'node:fs';
import { join, resolve } from 'node:path';
import pg from 'pg';
import { dataDir } from './support.ts';

/** Where its cluster is: elsewhere when the database's user cannot enter the test's folder. */
function ownFolder(): string {
  const wanted = resolve(dataDir, 'database');
  if (existsSync(join(wanted, 'postmaster.pid'))) return wanted;
  const key = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  return join('/var/lib/pact-register', key, 'database');
}

/** The database of the story's own server, as its owner. */
function ownDatabase(): pg.Client {
  const secret = readFileSync(join(dataDir, 'secret'), 'utf8');
  const [, , , port] = readFileSync(join(ownFolder(), 'postmaster.pid'), 'utf8').split('\n');
  const password = createHmac('sha256', secret).update('embedded database owner');
  return new pg.Client({
    ...{ host: '127.0.0.1', port: Number(port), database: 'pact', user: 'pact_owner' },
    password: password.digest('base64url'),
  });
}

/** As if a signatory's last report had been accepted a year ago: no page can move a clock. */
export async function yearPasses(signatoryId: string): Promise<void> {
  const database = ownDatabase();
  await database.connect();
  try {
    for (const table of ['pledge_report', 'pledge'])
      await database.query(
        `UPDATE ${table} SET reported_on = reported_on - 365 WHERE signatory_id = $1`,
        [signatoryId],
      );
  } finally {
    await database.end();
  }
}
