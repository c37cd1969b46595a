import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { createWriteStream } from 'node:fs';
import { join } from 'node:path';
import { expect } from '@playwright/test';
import { serverSettings } from './server-settings.ts';
import { dataDir } from './support.ts';

/**
 * Another instance of the shared register with its own settings: same database, sessions and mail
 * folder. A test can try a setting without affecting the others.
 */
export class SecondServer {
  private constructor(private readonly process: ChildProcess) {}

  static async start(port: number, settings: Record<string, string>): Promise<SecondServer> {
    const child = spawn(process.execPath, ['server/dist/server/src/main.js'], {
      cwd: join(import.meta.dirname, '..'),
      env: { ...process.env, ...serverSettings(port, dataDir), ...settings },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const log = createWriteStream(join(dataDir, `out-${port}.log`), { flags: 'a' });
    child.stdout.pipe(log, { end: false });
    child.stderr.pipe(log, { end: false });
    const isReady = async () =>
      child.exitCode ??
      (await fetch(`http://localhost:${port}/readyz`).catch(() => undefined))?.status;
    const server = new SecondServer(child);
    try {
      await expect
        .poll(isReady, { timeout: 30_000, message: `the server of ${log.path.toString()}` })
        .toBe(200);
    } catch (error) {
      await server.stop();
      throw error;
    }
    return server;
  }

  async stop(): Promise<void> {
    if (this.process.exitCode !== null) return;
    this.process.kill('SIGTERM');
    await once(this.process, 'exit');
  }
}
