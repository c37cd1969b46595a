import { execFile } from 'node:child_process';
import { chown, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { promisify } from 'node:util';
import type { Identity, Programs } from './embedded-programs.js';

const run = promisify(execFile);
const owner = 'pact_owner';

/**
 * A PostgreSQL data folder and the programs that operate on it. pg_ctl starts the server as a
 * separate daemon: Ctrl-C in the terminal must reach the application first, which closes its
 * connections and then stops the database.
 */
export class Cluster {
  private readonly command: object;

  constructor(
    readonly programs: Programs,
    readonly dataDir: string,
    private readonly identity: Identity | undefined,
  ) {
    // Every command would fail in a working directory that the database's user cannot enter.
    this.command = { ...identity, cwd: '/', env: { ...process.env, LC_ALL: 'C', PGUSER: owner } };
  }

  /** The major version that created the folder; undefined if there is none yet. */
  async version(): Promise<string | undefined> {
    return (
      await readFile(join(this.dataDir, 'PG_VERSION'), 'utf8').catch(() => undefined)
    )?.trim();
  }

  async create(password: string): Promise<void> {
    const passwordFile = join(this.dataDir, '..', '.initial-password');
    await writeFile(passwordFile, password, { mode: 0o600 });
    if (this.identity) await chown(passwordFile, this.identity.uid, this.identity.gid);
    const settings = [
      '--auth=scram-sha-256',
      '--encoding=UTF8',
      '--locale=C.UTF-8',
      '--no-instructions',
    ];
    try {
      await run(
        this.programs.initdb,
        [
          `--pgdata=${this.dataDir}`,
          `--username=${owner}`,
          `--pwfile=${passwordFile}`,
          ...settings,
        ],
        this.command,
      );
    } finally {
      await rm(passwordFile, { force: true });
    }
  }

  /** Whether a server is running on this folder, checked without starting a program. */
  async isAlive(): Promise<boolean> {
    const [pid] = await this.pidLines();
    if (!Number(pid)) return false;
    if (await isZombie(pid!)) {
      // A zombie that nobody reaps, as in a container without an init. PostgreSQL would mistake it
      // for a running server. It needs no file to detect resources that its backends still hold.
      await rm(this.pidFile, { force: true });
      return false;
    }
    try {
      return process.kill(Number(pid), 0);
    } catch (error) {
      // The server runs as another user.
      return (error as NodeJS.ErrnoException).code === 'EPERM';
    }
  }

  /** Whether the server refuses connections because it is shutting down. */
  async isStopping(): Promise<boolean> {
    return (await this.pidLines())[7]?.trim() === 'stopping';
  }

  /** In postmaster.pid, line 4 is the port and line 8 its state (PostgreSQL's pidfile.h). */
  private async pidLines(): Promise<string[]> {
    return (await readFile(this.pidFile, 'utf8').catch(() => '')).split('\n');
  }

  /**
   * Starts the server on a free port, or on the configured one, and waits until it answers.
   * @returns the port, possibly of a server that another process started first.
   */
  async start(more: Record<string, string> = {}): Promise<number> {
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      ...more,
      port: more['port'] ?? String(await freePort()),
    };
    const flags = Object.entries(settings)
      .map(([key, value]) => `-c ${key}='${value}'`)
      .join(' ');
    const log = join(this.dataDir, 'server.log');
    try {
      await run(
        this.programs.pg_ctl,
        ['start', '-w', '-t', '60', '-s', '-D', this.dataDir, '-l', log, '-o', flags],
        this.command,
      );
      return Number(settings.port);
    } catch (error) {
      const other = await this.runningPort();
      if (other !== undefined) return other;
      throw new Error(
        `The embedded database did not start; see ${log} ` +
          `(${(error as Error).message.split('\n')[0]})`,
        { cause: error },
      );
    }
  }

  private get pidFile(): string {
    return join(this.dataDir, 'postmaster.pid');
  }

  async stop(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    // Two processes that leave at the same moment both try to stop the server; the second finds it
    // already stopped, which is fine.
    await run(
      this.programs.pg_ctl,
      ['stop', '-m', mode, '-w', '-s', '-D', this.dataDir],
      this.command,
    ).catch(async (error: unknown) => {
      if (await this.runningPort()) throw error;
    });
  }

  /**
   * The port of the server running on this folder, once it accepts connections; undefined if none
   * runs.
   */
  async runningPort(): Promise<number | undefined> {
    for (let tries = 0; tries < 300; tries += 1) {
      const running = await run(
        this.programs.pg_ctl,
        ['status', '-D', this.dataDir],
        this.command,
      ).then(
        () => true,
        () => false,
      );
      if (!running) return undefined;
      const lines = await this.pidLines();
      if (lines[7]?.trim() === 'ready') return Number(lines[3]);
      await sleep(200);
    }
    throw new Error(
      `The embedded database does not get ready; see ${join(this.dataDir, 'server.log')}`,
    );
  }

  url(port: number, password: string, name: string): string {
    return `postgres://${owner}:${encodeURIComponent(password)}@127.0.0.1:${port}/${name}`;
  }
}

function freePort(): Promise<number> {
  return new Promise((done, fail) => {
    const server = createServer();
    server.once('error', fail);
    server.listen(0, '127.0.0.1', () => {
      const address = server.address();
      server.close(() =>
        address && typeof address === 'object'
          ? done(address.port)
          : fail(new Error('no free port')),
      );
    });
  });
}

async function isZombie(pid: string): Promise<boolean> {
  const stat = await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => '');
  return stat.slice(stat.lastIndexOf(')') + 2, stat.lastIndexOf(')') + 3) === 'Z';
}
