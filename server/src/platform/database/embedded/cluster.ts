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
 * A data folder of PostgreSQL and the programs that work on it. The server is a daemon of its own
 * (by pg_ctl): Ctrl-C in the terminal must reach the application first, which closes its
 * connections and then stops the database.
 */
export class Cluster {
  private readonly command: object;

  constructor(
    readonly programs: Programs,
    readonly dataDir: string,
    private readonly identity: Identity | undefined,
  ) {
    // A folder that the database's user cannot enter would make every command fail, whatever it
    // does.
    this.command = { ...identity, cwd: '/', env: { ...process.env, LC_ALL: 'C', PGUSER: owner } };
  }

  /** The major version that made the folder; undefined while there is none. */
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

  /**
   * Starts the server on a free port and waits until it answers. @returns the port; that of another
   * process which was quicker, if one was.
   */
  async start(more: Record<string, string> = {}): Promise<number> {
    const port = await freePort();
    const settings = {
      listen_addresses: '127.0.0.1',
      unix_socket_directories: '',
      port: String(port),
      ...more,
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
      return port;
    } catch (error) {
      const other = await this.runningPort();
      if (other !== undefined) return other;
      throw new Error(
        `The embedded database did not start; see ${log} (${(error as Error).message.split('\n')[0]})`,
        { cause: error },
      );
    }
  }

  async stop(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    // Two that leave at the same moment both try; the second finds it stopped, and that is what it
    // wanted.
    await run(
      this.programs.pg_ctl,
      ['stop', '-m', mode, '-w', '-s', '-D', this.dataDir],
      this.command,
    ).catch(async (error: unknown) => {
      if (await this.runningPort()) throw error;
    });
  }

  /**
   * The port of the server that runs over this folder, once it takes connections; undefined when
   * none runs.
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
      // postmaster.pid: the 4th line is the port, the 8th tells "ready" (PostgreSQL's pidfile.h).
      const lines = (
        await readFile(join(this.dataDir, 'postmaster.pid'), 'utf8').catch(() => '')
      ).split('\n');
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
