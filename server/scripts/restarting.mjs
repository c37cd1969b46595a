import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

const standby = new URL('./standby.mjs', import.meta.url).href;

/**
 * The server under `npm run dev`, one process after the other. It is killed and not asked to end:
 * that is quicker, leaves the database running, and loses nothing (promise RL3).
 */
export class Restarting {
  /** Resolves to the port when the server answers, or to undefined when it has ended instead. */
  ready = Promise.resolve(undefined);
  #child;
  /** The process that is to be started next, with its packages loaded. */
  #next;

  /**
   * @param program the server's main file.
   * @param settings `env` of the process, a module to load `before` the program, `answer` to what
   *   that module asks, and `onRenewed` for when it has read the pages anew.
   */
  constructor(program, settings) {
    this.program = program;
    this.settings = settings;
  }

  /** Starts, or starts again; resolves as `ready` does. */
  start() {
    this.ready = this.#begin();
    return this.ready;
  }

  async #begin() {
    const old = this.#child;
    this.#child = undefined;
    if (isRunning(old)) {
      old.kill('SIGKILL');
      await once(old, 'exit');
    }
    const { child, port } = isRunning(this.#next?.child) ? this.#next : await this.#spawn();
    if (child === this.#next?.child) child.send('go');
    this.#child = child;
    this.#next = undefined;
    child.on('message', (message) => this.#hear(child, message));
    return new Promise((resolve) => {
      child.once('exit', () => {
        if (child === this.#child) this.ready = Promise.resolve(undefined);
        resolve(undefined);
      });
      createInterface({ input: child.stdout }).on('line', async (line) => {
        console.log(line);
        if (!line.startsWith('Ready at')) return;
        resolve(port);
        this.#next = await this.#spawn(['--import', standby]);
      });
    });
  }

  async #spawn(imports = []) {
    const port = await freePort();
    const { env, before } = this.settings;
    const args = [...imports, '--import', before, this.program];
    const child = spawn(process.execPath, args, {
      env: { ...env, PORT: String(port), HOST: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      // Ctrl-C in the terminal comes to us alone, and we end it in order.
      detached: process.platform !== 'win32',
    });
    return { child, port };
  }

  async #hear(child, { id, payload, renewed }) {
    if (renewed) return this.settings.onRenewed();
    const answer = await this.settings.answer(payload);
    if (child.connected) child.send({ id, answer });
  }

  /** Lets the server read the pages anew. */
  renew() {
    if (this.#child?.connected) this.#child.send({});
  }

  /** Ends the server in order, and the database with it. */
  async stop() {
    this.#next?.child.kill('SIGKILL');
    if (!isRunning(this.#child)) return;
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
  }
}

const isRunning = (child) => child?.exitCode === null && child.signalCode === null;

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}
