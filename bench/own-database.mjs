// A PostgreSQL with production settings (every commit is synced to disk), which the benchmark can
// query afterwards.
import { join } from 'node:path';
import pg from 'pg';
import { atTheEnd } from './processes.mjs';
import { builtPart } from './product.mjs';

const password = 'only for a measurement';

/**
 * Starts the database, which is stopped at the end.
 * @returns the settings that the server needs for it, and a function to query it.
 */
export async function startDatabase(folder) {
  const { startEmbeddedPostgres } = await builtPart('platform/database/embedded/embedded-postgres');
  const { createDatabase } = await builtPart('platform/database/embedded/upgrade-cluster');
  const server = await startEmbeddedPostgres({
    dataDir: join(folder, 'postgres'),
    password,
    say: () => undefined,
  });
  atTheEnd(() => server.stop());
  await createDatabase(server.url('postgres'));
  const pool = new pg.Pool({ connectionString: server.url('pact'), max: 2 });
  pool.on('error', () => undefined);
  return {
    settings: {
      DATABASE_URL: server.url('pact'),
      APP_SECRET: 'a secret of thirty-two characters for a measurement',
      TRUSTED_PROXIES: '127.0.0.1',
    },
    rows: async (text, values) => (await pool.query(text, values)).rows,
  };
}

/** Compares the acknowledged submissions with those in the database. */
export async function compare({ rows }, sent) {
  const there = await rows(
    `SELECT s.reference, s.contact_email AS email, encode(d.sha256, 'hex') AS sha256,
       (SELECT count(*)::int FROM event WHERE subject_id = s.id
         AND action = 'submission.submit') AS events,
       (SELECT count(*)::int FROM outbox WHERE submission_id = s.id
         AND template = 'confirm_email') AS mails
     FROM submission s LEFT JOIN document d ON d.submission_id = s.id
     WHERE s.state = 'unconfirmed' AND s.contact_email LIKE 'load-%'`,
  );
  const byReference = groupBy(there, 'reference');
  const byEmail = groupBy(there, 'email');
  return {
    acknowledged: sent.length,
    lost: sent.filter(
      ({ reference, sha256 }) => !byReference.get(reference)?.some((row) => row.sha256 === sha256),
    ).length,
    double:
      [...byEmail.values()].filter((same) => same.length > 1).length +
      there.filter(({ events, mails }) => events !== 1 || mails !== 1).length,
  };
}

function groupBy(rows, key) {
  const groups = new Map();
  for (const row of rows) groups.set(row[key], [...(groups.get(row[key]) ?? []), row]);
  return groups;
}
