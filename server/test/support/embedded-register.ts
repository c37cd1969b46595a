import { chmod, mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import {
  startEmbeddedPostgres,
  type EmbeddedPostgres,
} from '../../src/platform/database/embedded/embedded-postgres.js';
import { prepareDatabase } from '../../src/platform/database/prepare.js';
import { createDatabase } from '../../src/platform/database/embedded/upgrade-cluster.js';
import { seedCountries } from '../../src/commands/seed/seed.js';
import { seedPact } from '../../src/reference/pact/seed-pact.js';
import { startApp, type TestApp } from './app.js';
import { testSecret } from './database-names.js';

/** A register with its own PostgreSQL, as on a laptop, which a test may kill. */
export class EmbeddedRegister {
  private constructor(
    private readonly folder: string,
    readonly postgres: EmbeddedPostgres,
    readonly register: TestApp,
  ) {}

  static async start(): Promise<EmbeddedRegister> {
    const folder = await mkdtemp(join(tmpdir(), 'pact-embedded-'));
    await chmod(folder, 0o755);
    const postgres = await startEmbeddedPostgres({
      dataDir: join(folder, 'database'),
      password: 'only for tests',
      say: () => undefined,
    });
    await createDatabase(postgres.url('postgres'));
    const owner = postgres.url('pact');
    const urls = await prepareDatabase({
      ownerUrl: owner,
      secret: testSecret,
      say: () => undefined,
    });
    const source = await new DataSource({ type: 'postgres', url: owner }).initialize();
    await source.transaction(async (manager) => {
      await seedCountries(manager);
      await seedPact(manager);
    });
    await source.destroy();
    const pool = new pg.Pool({ connectionString: owner, max: 2 });
    pool.on('error', () => undefined);
    const sql = async <Row extends object>(text: string, values: unknown[] = []) =>
      (await pool.query<Row>(text, values)).rows;
    const database = { name: 'pact', urls, sql, drop: () => pool.end() };
    return new EmbeddedRegister(folder, postgres, await startApp({ database }));
  }

  /** The number of the process that a test may kill. */
  async postmaster(): Promise<number> {
    const file = await readFile(join(this.folder, 'database', 'postmaster.pid'), 'utf8');
    return Number(file.split('\n')[0]);
  }

  async remove(): Promise<void> {
    await rm(this.folder, { recursive: true, force: true });
  }
}
