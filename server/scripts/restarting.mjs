import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { createServer } from 'node:net';
import { createInterface } from 'node:readline';

/**
 * The server under `npm run dev`, one process after the other. It is killed and not asked to end:
 * that is quicker, leaves the database running, and loses nothing (promise RL3).
 */
export class Restarting {
  /** Resolves to the port when the server answers, or to undefined when it has ended instead. */
  ready = Promise.resolve(undefined);
  #child;

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
    const port = await freePort();
    if (this.#child && this.#isRunning()) {
      this.#child.kill('SIGKILL');
      await once(this.#child, 'exit');
    }
    const { env, before } = this.settings;
    const child = spawn(process.execPath, ['--import', before, this.program], {
      env: { ...env, PORT: String(port), HOST: '127.0.0.1' },
      stdio: ['ignore', 'pipe', 'inherit', 'ipc'],
      // Ctrl-C in the terminal comes to us alone, and we end it in order.
      detached: process.platform !== 'win32',
    });
    this.#child = child;
    child.on('message', (message) => this.#hear(child, message));
    return new Promise((resolve) => {
      child.once('exit', () => {
        if (child === this.#child) this.ready = Promise.resolve(undefined);
        resolve(undefined);
      });
      createInterface({ input: child.stdout }).on('line', (line) => {
        console.log(line);
        if (line.startsWith('Ready at')) resolve(port);
      });
    });
  }

  async #hear(child, { id, payload, renewed }) {
    if (renewed) return this.settings.onRenewed();
    const answer = await this.settings.answer(payload);
    if (child.connected) child.send({ id, answer });
  }

  /** Lets the server read the pages anew. */
  renew() {
    if (this.#child.connected) this.#child.send({});
  }

  /** Ends the server in order, and the database with it. */
  async stop() {
    if (!this.#child || !this.#isRunning()) return;
    this.#child.kill('SIGTERM');
    await once(this.#child, 'exit');
  }

  #isRunning() {
    return this.#child.exitCode === null && this.#child.signalCode === null;
  }
}

async function freePort() {
  const probe = createServer().listen(0, '127.0.0.1');
  await once(probe, 'listening');
  const { port } = probe.address();
  probe.close();
  return port;
}
