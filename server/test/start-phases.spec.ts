import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { createDatabase } from './support/database.js';
import { testSecret } from './support/database-names.js';
import { eventually } from './support/eventually.js';
import { root } from './support/repository.js';
import { freePort, isReady, runProgram, type Program } from './support/program.js';
import { TransactionPooler } from './support/transaction-pooler.js';

let folder: string;
const running: Program[] = [];
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'pact-phases-'));
});
afterEach(async () => {
  for (const { process: child } of running.splice(0)) child.kill('SIGKILL');
  await rm(folder, { recursive: true, force: true });
});

async function starts(settings: Record<string, string>): Promise<Program> {
  const all = { DATA_DIR: join(folder, 'data'), PORT: String(await freePort()), ...settings };
  const program = runProgram('main', [], all, folder);
  running.push(program);
  return program;
}
const says = (program: Program, words: string) =>
  eventually(() => expect(program.said).toContain(words), 60_000);

/** Whether the embedded database of this folder runs. */
async function databaseRuns(dataDir: string): Promise<boolean> {
  const file = join(dataDir, 'database/postmaster.pid');
  const [pid] = (await readFile(file, 'utf8').catch(() => '')).split('\n');
  return Boolean(pid) && (await stat(`/proc/${pid}`).catch(() => null)) !== null;
}

describe('RL4 Ctrl-C before a first start is ready', () => {
  it.each([
    ['while the database is made', 'Creating the embedded database', 'SIGINT', 130],
    ['while the register is filled', 'Migrated the database', 'SIGTERM', 143],
  ] as const)(
    '%s: stops everything it started, says so, and the next start continues from there',
    async (_, words, signal, code) => {
      const program = await starts({});
      await says(program, words);
      program.process.kill(signal);
      expect(await program.exit).toBe(code);
      expect(program.said).toMatch(
        /^Stopping before it is ready\nStopped: nothing that it started is running any more\n$/m,
      );
      expect(program.said).not.toMatch(/^\s+at /m);
      expect(await databaseRuns(join(folder, 'data'))).toBe(false);

      const next = await starts({});
      await isReady(next, 120_000);
      expect(next.said).toContain('Staff sign-in, shown only now');
      next.process.kill('SIGINT');
      expect(await next.exit).toBe(0);
      expect(await databaseRuns(join(folder, 'data'))).toBe(false);
    },
    240_000,
  );

  it('while it waits for another instance’s migration, which it says after five seconds', async () => {
    const database = await createDatabase();
    const other = new pg.Client({ connectionString: database.urls.owner });
    await other.connect();
    await other.query('SELECT pg_advisory_lock(1105201)');
    const program = await starts({ DATABASE_URL: database.urls.owner, APP_SECRET: testSecret });
    await says(program, "Waiting for another instance's migration (for 5 s)\n");
    program.process.kill('SIGINT');
    expect(await program.exit).toBe(130);
    await other.end();
    await database.drop();
  }, 60_000);
});

it('RL4 Ctrl-C during the build stops it, and leaves no partial build behind', async () => {
  const file = join(folder, 'pid');
  const prepare = JSON.stringify(join(root, 'server/scripts/prepare.mjs'));
  const part = { command: ['sh', '-c', `echo $$ > ${file}; sleep 61; true`], result: 'no/result' };
  const script = `import(${prepare}).then(({ build }) => build([${JSON.stringify(part)}]))`;
  const child = spawn(process.execPath, ['-e', script], { cwd: folder });
  let said = '';
  child.stdout.on('data', (chunk: Buffer) => (said += chunk.toString()));
  const exit = once(child, 'exit');
  await eventually(async () => expect(await readFile(file, 'utf8')).toMatch(/\d+\n/), 20_000);
  const pid = (await readFile(file, 'utf8')).trim();
  child.kill('SIGINT');
  expect((await exit)[0]).toBe(130);
  expect(said).toMatch(/^Building …\.*\nStopped\. Nothing goes on; the next start does this again/);
  expect(await stat(`/proc/${pid}`).catch(() => null)).toBeNull();
}, 60_000);

describe('RL20 a start that cannot succeed prints one line', () => {
  const refused = async (settings: Record<string, string>) => {
    const program = await starts({ APP_SECRET: testSecret, ...settings });
    return { code: await program.exit, said: program.said };
  };
  const saying = (text: RegExp) => ({ code: 1, said: expect.stringMatching(text) as string });

  it('with a pooler in transaction mode before the database', async () => {
    for (const sessions of [[4711], [1, 2], [1, 2, 3]]) {
      const pooler = await TransactionPooler.open(sessions);
      expect(await refused({ DATABASE_URL: pooler.url })).toEqual(
        saying(/^Cannot start: DATABASE_URL leads to a connection pooler in transaction [^\n]+\n$/),
      );
      await pooler.close();
    }
  }, 60_000);

  it('where a pooler refuses the timeouts of a connection, as PgBouncer does', async () => {
    const pooler = await TransactionPooler.open([], 'unsupported startup parameter: options');
    expect(await refused({ DATABASE_URL: pooler.url })).toEqual(
      saying(/^Cannot start: DATABASE_URL leads to a .* refuses our timeouts \(unsupp[^\n]+\n$/),
    );
    await pooler.close();
  }, 60_000);

  it('if .env is not a file or not text', async () => {
    await mkdir(join(folder, '.env'));
    expect(await refused({})).toEqual(saying(/^Cannot start: \.env cannot be read [^\n]+\n$/));
  }, 60_000);

  it('if DATA_DIR cannot be created', async () => {
    await writeFile(join(folder, 'file'), '');
    expect(await refused({ DATA_DIR: join(folder, 'file/data') })).toEqual(
      saying(/^Cannot start: DATA_DIR \S+file\/data cannot be written \(ENOTDIR\)\. [^\n]+\n$/),
    );
  }, 60_000);

  it('where several settings are wrong: a line for each, also of the one that the log needs', async () => {
    expect(await refused({ LOG_LEVEL: 'loud', PORT: 'http' })).toEqual(
      saying(/^Cannot start: PORT is wrong: [^\n]+\nLOG_LEVEL is wrong: [^\n]+\n$/),
    );
  }, 60_000);
});
