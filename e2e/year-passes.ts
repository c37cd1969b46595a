import { createHmac } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import pg from 'pg';
import { dataDir } from './support.ts';

/** The database of the story's own server, as its owner. */
function ownDatabase(): pg.Client {
  const secret = readFileSync(join(dataDir, 'secret'), 'utf8');
  const [, , , port] = readFileSync(join(dataDir, 'database', 'postmaster.pid'), 'utf8').split(
    '\n',
  );
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
