import pg from 'pg';
import type { TestApp } from './app.js';
import { bytes } from './colleague.js';
import { serverUrl } from './database.js';
import { JobsService } from '../../src/operations/jobs/jobs.service.js';
import { verifyRegister } from '../../../client/public/verify/verify-register.mjs';

type VerifyOptions = NonNullable<Parameters<typeof verifyRegister>[1]>;

export interface Entry {
  at: string;
  id?: string;
  change?: string;
  into?: string | null;
  signatory?: Record<string, unknown> | null;
  version?: number;
  words?: string | null;
  trail?: { seq: number; hash: string };
  snapshot?: { day: string; sha256: string; version: number };
}

/** Where a stranger reaches this register. */
export function addressOf(register: TestApp): string {
  const { port } = register.app.getHttpServer().address() as { port: number };
  return `http://127.0.0.1:${port}`;
}

/** A file as its bytes. */
export const fetches = (register: TestApp, path: string) =>
  register.anonymous.get(path).buffer().parse(bytes);

/** The key that the register publishes, without its end of line. */
export async function logKeyOf(register: TestApp): Promise<string> {
  const { body } = await fetches(register, '/log/key').expect(200);
  return String(body).split('\n')[0]!;
}

/**
 * Runs the jobs until everything committed is signed, including the head of the trail and the
 * snapshot.
 */
export async function signs(register: TestApp): Promise<void> {
  const jobs = register.app.get(JobsService);
  await jobs.runAll();
  await jobs.runAll();
}

/** All entries as they are kept, oldest first. */
export async function entries(register: TestApp): Promise<Entry[]> {
  const rows = await register.sql<{ leaf: string }>('SELECT leaf FROM log_leaf ORDER BY position');
  return rows.map(({ leaf }) => JSON.parse(leaf) as Entry);
}

/** What the log says of a signatory, as `change state`. */
export async function changesOf(register: TestApp, publicId: string): Promise<string[]> {
  return (await entries(register))
    .filter(({ id }) => id === publicId)
    .map(({ change, signatory }) => `${change} ${(signatory?.['state'] as string) ?? '-'}`);
}

/** Runs a stranger's tool. @returns its verdict in words. */
export async function strangerSees(
  register: TestApp,
  options: Partial<VerifyOptions> = {},
): Promise<string> {
  await register.hearsOfChanges();
  return verifyRegister(addressOf(register), { wait: 0, ...options }).then(
    ({ listed, checkpoint }) => `${listed} signatories, ${checkpoint.size} entries`,
    (error: Error) => error.message,
  );
}

/** An attack by the owner of the database, with every protection switched off. */
export async function asOwner(register: TestApp, ...statements: string[]): Promise<void> {
  const client = new pg.Client({ connectionString: serverUrl(register.database.name) });
  await client.connect();
  try {
    await client.query("SET session_replication_role = 'replica'");
    for (const statement of statements) await client.query(statement);
  } finally {
    await client.end();
  }
}

const keptTables = [
  ...['signatory', 'authority', 'pledge', 'register', 'event', 'event_head'],
  ...['log_leaf', 'log_node', 'log_checkpoint', 'log_state', 'log_head'],
];

/** Copies register, trail and log, so that `putsTablesBack` can undo what the owner does. */
export async function keepsTables(register: TestApp): Promise<void> {
  await asOwner(
    register,
    ...keptTables.map((table) => `CREATE TABLE kept_${table} AS TABLE ${table}`),
  );
}

/** Restores what `keepsTables` copied; every instance hears of it. */
export async function putsTablesBack(register: TestApp): Promise<void> {
  await asOwner(
    register,
    ...keptTables.map((table) => `DELETE FROM ${table}`),
    ...keptTables.map((table) => `INSERT INTO ${table} SELECT * FROM kept_${table}`),
    ...keptTables.map((table) => `DROP TABLE kept_${table}`),
    `UPDATE register SET version = version + 1`,
    `SELECT pg_notify('register', version::text) FROM register`,
  );
}
