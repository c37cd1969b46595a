import { readFile, readdir } from 'node:fs/promises';
import supertest from 'supertest';
import { loadedEdition } from '../../src/commands/seed/seed-places.js';
import type { TestApp } from './app.js';
import type { Colleague } from './colleague.js';
import { testSecret } from './database-names.js';
import { freePort, isReady, runProgram, type Program } from './program.js';

interface Options {
  settings?: Record<string, string>;
  /** The folder of another version of the program. */
  release?: string;
}

/**
 * The built program in its own process, over the database, documents and mailbox of `helper`, so
 * that it can be killed.
 */
export class Instance {
  private program: Program | undefined;

  private constructor(
    private readonly helper: TestApp,
    readonly port: number,
    private readonly options: Options,
  ) {}

  static async beside(helper: TestApp, options: Options = {}): Promise<Instance> {
    // The template contains what the tests need, so seeding and the slow gazetteer are skipped.
    await helper.sql(
      `INSERT INTO setting (key, value) VALUES ('seeded', to_jsonb(now())),
        ('places', to_jsonb($1::text)) ON CONFLICT DO NOTHING`,
      [await loadedEdition()],
    );
    const instance = new Instance(helper, await freePort(), options);
    await instance.start();
    return instance;
  }

  get url(): string {
    return `http://127.0.0.1:${this.port}`;
  }

  /** The interface that applicants and colleagues need. */
  get register(): TestApp {
    return {
      ...this.helper,
      browser: () => supertest.agent(this.url),
      anonymous: supertest(this.url),
      drain: async () => undefined,
    };
  }

  /**
   * The same colleague, still signed in, at this instance, because sessions are shared by all
   * instances.
   */
  colleague(colleague: Colleague): Colleague {
    const browser = supertest.agent(this.url);
    browser.jar = colleague.browser.jar;
    return Object.assign(
      Object.create(Object.getPrototypeOf(colleague) as object) as Colleague,
      colleague,
      { register: this.register, browser },
    );
  }

  async start(): Promise<void> {
    const settings = {
      DATABASE_URL: this.helper.database.urls.owner,
      APP_SECRET: testSecret,
      DATA_DIR: this.helper.dataDir,
      SMTP_URL: this.helper.mailbox.url,
      BASE_URL: 'http://register.example',
      PORT: String(this.port),
      ...this.options.settings,
    };
    this.program = runProgram('main', [], settings, this.helper.dataDir, this.options.release);
    await isReady(this.program, 60_000).catch(async (error: unknown) => {
      await this.kill();
      throw error;
    });
  }

  /** Kills the process without a chance to clean up. */
  async kill(): Promise<void> {
    this.program!.process.kill('SIGKILL');
    await this.program!.exit;
  }

  /**
   * Stops it as systemd or an operator would.
   * @returns its exit code.
   */
  async stop(): Promise<number | string> {
    this.program!.process.kill('SIGTERM');
    return this.program!.exit;
  }

  /**
   * Freezes the process, as when a machine is migrated or out of memory. The process does not
   * notice.
   */
  pause(): void {
    this.program!.process.kill('SIGSTOP');
  }

  resume(): void {
    this.program!.process.kill('SIGCONT');
  }

  get log(): string {
    return this.program!.said;
  }

  /** Resident memory in MB. */
  async memory(): Promise<number> {
    const status = await readFile(`/proc/${this.program!.process.pid}/status`, 'utf8');
    return Number(/VmRSS:\s+(\d+)/.exec(status)![1]) / 1024;
  }

  /** The number of open files and connections. */
  async handles(): Promise<number> {
    return (await readdir(`/proc/${this.program!.process.pid}/fd`)).length;
  }
}
