import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import { DataSource } from 'typeorm';
import { Cluster } from '../../src/platform/database/embedded/cluster.js';
import {
  databaseIdentity,
  own,
  reachablePlace,
} from '../../src/platform/database/embedded/embedded-programs.js';
import { prepareDatabase } from '../../src/platform/database/prepare.js';
import { createDatabase } from '../../src/platform/database/embedded/upgrade-cluster.js';
import { seedCountries } from '../../src/commands/seed/seed.js';
import { seedPact } from '../../src/reference/pact/seed-pact.js';
import { seedHelplines } from '../../src/reference/helplines/seed-helplines.js';
import type { TestDatabase } from './database.js';
import { testSecret } from './database-names.js';

const password = 'only for tests';
const silent = () => undefined;

/** A PostgreSQL server of one test, which the test may stop, fill up and restart. */
export class OwnServer {
  private constructor(
    private readonly folder: string,
    private readonly cluster: Cluster,
    private readonly settings: Record<string, string>,
    readonly database: TestDatabase,
  ) {}

  /** @param within a folder that the database's user can access, such as a small file system. */
  static async start(settings: Record<string, string> = {}, within = tmpdir()): Promise<OwnServer> {
    const folder = await mkdtemp(join(within, 'pact-own-'));
    await chmod(folder, 0o755);
    const identity = databaseIdentity();
    const { programs, dataDir } = await reachablePlace(join(folder, 'database'), identity, silent);
    const cluster = new Cluster(programs, dataDir, identity);
    await own(dataDir, identity);
    await cluster.create(password);
    const port = await cluster.start(settings);
    await createDatabase(cluster.url(port, password, 'postgres'));
    const ownerUrl = cluster.url(port, password, 'pact');
    const urls = await prepareDatabase({ ownerUrl, secret: testSecret, say: silent });
    const source = await new DataSource({ type: 'postgres', url: ownerUrl }).initialize();
    await source.transaction(async (manager) => {
      await seedCountries(manager);
      await seedPact(manager);
      await seedHelplines(manager);
    });
    await source.destroy();
    const pool = new pg.Pool({ connectionString: ownerUrl, max: 2 });
    pool.on('error', () => undefined);
    const sql = async <Row extends object>(text: string, values: unknown[] = []) =>
      (await pool.query<Row>(text, values)).rows;
    return new OwnServer(
      folder,
      cluster,
      { ...settings, port: String(port) },
      { name: 'pact', urls, sql, drop: () => pool.end() },
    );
  }

  /** `immediate`: like a power cut. */
  stop(mode: 'fast' | 'immediate' = 'fast'): Promise<void> {
    return this.cluster.stop(mode);
  }

  /** Restarts on the same address. */
  async comesBack(): Promise<void> {
    await this.cluster.start(this.settings);
  }

  async close(): Promise<void> {
    await this.cluster.stop('immediate');
    await rm(this.folder, { recursive: true, force: true });
  }
}
