import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { mkdtemp, rm } from 'node:fs/promises';
import { createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadedEdition } from '../src/commands/seed/seed-places.js';
import { createDatabase, type TestDatabase } from './support/database.js';
import { testSecret } from './support/database-names.js';
import { eventually } from './support/eventually.js';

const main = join(import.meta.dirname, '../dist/server/src/main.js');

/** The built program as an operator runs it, with its output. */
interface Program {
  process: ChildProcess;
  said: string;
  exit: Promise<number | string>;
}

describe('starting and stopping the built server', () => {
  let database: TestDatabase;
  let folder: string;
  let port: number;
  const running: ChildProcess[] = [];

  function start(settings: Record<string, string> = {}): Program {
    const environment = {
      DATABASE_URL: database.urls.owner,
      APP_SECRET: testSecret,
      DATA_DIR: folder,
      PORT: String(port),
      ...settings,
    };
    const process_ = spawn(process.execPath, [main], {
      cwd: folder,
      env: { PATH: process.env['PATH'], ...environment },
    });
    running.push(process_);
    const exit = once(process_, 'exit').then(
      ([code, signal]) => (code ?? signal) as number | string,
    );
    const program: Program = { process: process_, said: '', exit };
    for (const stream of [process_.stdout, process_.stderr])
      stream.on('data', (chunk: Buffer) => (program.said += chunk.toString()));
    return program;
  }
  const isReady = (program: Program) =>
    eventually(() => expect(program.said).toContain('Ready at'), 30_000);
  const passwordIn = (said: string) => /with password (\S+)/.exec(said)?.[1];

  beforeEach(async () => {
    database = await migrated();
    folder = await mkdtemp(join(tmpdir(), 'pact start '));
    port = await freePort();
  });
  afterEach(async () => {
    for (const process_ of running.splice(0)) process_.kill('SIGKILL');
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }, 90_000);

  it('RL20 a port in use is reported in one line that names the variable, and the first password is not lost', async () => {
    await database.drop();
    database = await createDatabase(null);
    const other = createServer().listen(port, '127.0.0.1');
    const refused = start();
    expect(await refused.exit).toBe(1);
    expect(refused.said).toMatch(
      new RegExp(`Cannot start: PORT ${port} is already in use: .* PORT=${port + 1}\\.\n$`),
    );
    expect(passwordIn(refused.said)).toBeUndefined();
    other.close();

    const program = start();
    await isReady(program);
    expect(passwordIn(program.said)).toMatch(/^\S{16}$/);
    await eventually(async () => {
      const [filled] = await database.sql(
        'SELECT (SELECT count(*) > 0 FROM signatory) AS register, (SELECT count(*) > 60000 ' +
          'FROM place) AS gazetteer',
      );
      expect(filled).toEqual({ register: true, gazetteer: true });
    }, 30_000);
  }, 90_000);

  it('RL3 killed and restarted, it has all its data, and does not print the password again', async () => {
    const first = start();
    await isReady(first);
    const rows = () => database.sql('SELECT id, public_id FROM signatory ORDER BY id');
    const before = await rows();
    expect(before.length).toBeGreaterThan(0);
    first.process.kill('SIGKILL');
    expect(await first.exit).toBe('SIGKILL');

    const second = start();
    await isReady(second);
    expect(passwordIn(second.said)).toBeUndefined();
    expect(await rows()).toEqual(before);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
  }, 90_000);

  it('RL4 it ends cleanly on SIGTERM and on Ctrl-C', async () => {
    for (const signal of ['SIGTERM', 'SIGINT'] as const) {
      const program = start();
      await isReady(program);
      program.process.kill(signal);
      expect(await program.exit).toBe(0);
      expect(program.said).toMatch(/Stopping\n$/);
    }
  }, 90_000);

  it('RL20 with an operator’s database it requires a secret, and loads no demonstration data', async () => {
    const refused = start({ APP_SECRET: '' });
    expect(await refused.exit).toBe(1);
    expect(refused.said).toMatch(/^Cannot start: APP_SECRET is wrong: .*\n$/);

    await isReady(start());
    expect(await database.sql('SELECT 1 FROM authority WHERE demo')).toEqual([]);
  }, 90_000);
});

/**
 * The state before seeding: migrated, but marked as having the gazetteer, which takes long to load.
 * One test runs the complete start.
 */
async function migrated(): Promise<TestDatabase> {
  const database = await createDatabase();
  await database.sql('TRUNCATE country, pillar, pact_version CASCADE');
  await database.sql(`INSERT INTO setting (key, value) VALUES ('places', to_jsonb($1::text))`, [
    await loadedEdition(),
  ]);
  return database;
}

async function freePort(): Promise<number> {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address() as AddressInfo;
  await new Promise((resolve) => probe.close(resolve));
  return port;
}
