import { createHash } from 'node:crypto';
import { createReadStream, createWriteStream } from 'node:fs';
import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { Transform } from 'node:stream';
import { pipeline } from 'node:stream/promises';
import { createGunzip, createGzip } from 'node:zlib';
import pg from 'pg';
import { from as copyFrom, to as copyTo } from 'pg-copy-streams';
import { plainly, type Rewriting, type Sealing } from './stored-bytes.js';

/**
 * One dumped table: `file` is gzipped COPY text, which any version of PostgreSQL can read; `sha256`
 * is that of the file, encrypted or not.
 */
interface DumpedTable {
  name: string;
  columns: string[];
  rows: number;
  file: string;
  sha256: string;
}

/** All rows of a register at one moment, and the migrations that created their tables. */
export interface TableDump {
  takenAt: string;
  postgres: string;
  migrations: string[];
  tables: DumpedTable[];
  sequences: Record<string, string>;
}

/**
 * Not restored: a restore must not revive sessions that have since ended, nor the sign-ins that
 * lead to them, and rate limits are not worth keeping.
 */
const leftOut = ['migration', 'staff_session', 'staff_provider_visit', 'rate_limit'];

/** Runs `work` in one consistent snapshot of the database while it stays in use. */
export async function atOneMoment<Result>(
  client: pg.Client,
  work: () => Promise<Result>,
): Promise<Result> {
  await client.query('BEGIN ISOLATION LEVEL REPEATABLE READ READ ONLY');
  return work().finally(() => client.query('ROLLBACK'));
}

/**
 * Writes every table into `folder`.
 * @param client of the owner, inside one snapshot.
 */
export async function dumpTables(
  client: pg.Client,
  folder: string,
  sealing: Sealing = { suffix: '', seal: plainly },
): Promise<TableDump> {
  await mkdir(folder, { recursive: true });
  const {
    rows: [now],
  } = await client.query<{ at: Date; postgres: string }>(
    `SELECT now() AS at, current_setting('server_version') AS postgres`,
  );
  const { rows: done } = await client.query<{ name: string }>(
    'SELECT name FROM migration ORDER BY timestamp',
  );
  const tables: DumpedTable[] = [];
  for (const name of await tableNames(client))
    if (!leftOut.includes(name)) tables.push(await dumpTable(client, name, folder, sealing));
  const { rows: sequences } = await client.query<{ name: string; last: string }>(
    `SELECT sequencename AS name, last_value AS last FROM pg_sequences
     WHERE schemaname = 'public' AND last_value IS NOT NULL AND sequencename NOT LIKE 'migration%'`,
  );
  return {
    takenAt: now!.at.toISOString(),
    postgres: now!.postgres,
    migrations: done.map(({ name }) => name),
    tables,
    sequences: Object.fromEntries(sequences.map(({ name, last }) => [name, last])),
  };
}

async function dumpTable(
  client: pg.Client,
  name: string,
  folder: string,
  { suffix, seal }: Sealing,
): Promise<DumpedTable> {
  const { rows } = await client.query<{ column: string }>(
    `SELECT column_name AS column FROM information_schema.columns
     WHERE table_schema = 'public' AND table_name = $1 AND is_generated = 'NEVER'
       ORDER BY ordinal_position`,
    [name],
  );
  const columns = rows.map(({ column }) => column);
  const file = `${name}.copy.gz${suffix}`;
  const source = client.query(
    copyTo(
      `COPY ${pg.escapeIdentifier(name)} (${columns.map(pg.escapeIdentifier).join(', ')}) ` +
        'TO STDOUT',
    ),
  );
  const hash = createHash('sha256');
  await pipeline(
    source,
    createGzip({ level: 6 }),
    seal,
    through(hash),
    createWriteStream(join(folder, file), { mode: 0o600 }),
  );
  return { name, columns, rows: source.rowCount ?? 0, file, sha256: hash.digest('hex') };
}

/**
 * Replaces the content of the tables that the dump's migrations have just created. One transaction:
 * all or nothing. Foreign keys are dropped first and recreated at the end, when PostgreSQL checks
 * each of them, as pg_restore does.
 */
export async function loadTables(
  client: pg.Client,
  folder: string,
  dump: TableDump,
  opened: Rewriting = plainly,
): Promise<void> {
  await client.query('BEGIN');
  try {
    const names = (await tableNames(client))
      .filter((name) => name !== 'migration')
      .map(pg.escapeIdentifier);
    const { rows: references } = await client.query<{
      table: string;
      name: string;
      definition: string;
    }>(
      `SELECT conrelid::regclass AS table, quote_ident(conname) AS name,
        pg_get_constraintdef(oid) AS definition
       FROM pg_constraint WHERE contype = 'f' AND connamespace = 'public'::regnamespace`,
    );
    for (const { table, name } of references)
      await client.query(`ALTER TABLE ${table} DROP CONSTRAINT ${name}`);
    for (const name of names) await client.query(`ALTER TABLE ${name} DISABLE TRIGGER USER`);
    await client.query(`TRUNCATE ${names.join(', ')}`);
    for (const table of dump.tables) await loadTable(client, folder, table, opened);
    for (const name of names) await client.query(`ALTER TABLE ${name} ENABLE TRIGGER USER`);
    for (const { table, name, definition } of references)
      await client.query(`ALTER TABLE ${table} ADD CONSTRAINT ${name} ${definition}`);
    for (const [name, last] of Object.entries(dump.sequences))
      await client.query('SELECT setval($1::regclass, $2)', [pg.escapeIdentifier(name), last]);
    await client.query('COMMIT');
  } catch (error) {
    await client.query('ROLLBACK');
    throw error;
  }
  await client.query('ANALYZE');
}

async function loadTable(
  client: pg.Client,
  folder: string,
  { name, columns, rows, file }: DumpedTable,
  opened: Rewriting,
): Promise<void> {
  const target = client.query(
    copyFrom(
      `COPY ${pg.escapeIdentifier(name)} (${columns.map(pg.escapeIdentifier).join(', ')})
        FROM STDIN`,
    ),
  );
  await pipeline(createReadStream(join(folder, file)), opened, createGunzip(), target);
  if (target.rowCount !== rows)
    throw new Error(`${file} holds ${target.rowCount} rows and not ${rows}, as it should`);
}

async function tableNames(client: pg.Client): Promise<string[]> {
  const { rows } = await client.query<{ name: string }>(
    `SELECT tablename AS name FROM pg_tables WHERE schemaname = 'public' ORDER BY 1`,
  );
  return rows.map(({ name }) => name);
}

/** A stream that hashes what passes through it. */
function through(hash: ReturnType<typeof createHash>): Transform {
  return new Transform({
    transform(chunk: Buffer, _, done) {
      hash.update(chunk);
      done(null, chunk);
    },
  });
}
