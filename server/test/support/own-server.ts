import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import pg from 'pg';
import type { Cluster } from '../../src/platform/database/embedded/cluster.js';
import { databaseUrls } from '../../src/platform/database/prepare.js';
import { administer, type TestDatabase } from './database.js';
import { clusterPassword, template, testSecret } from './database-names.js';
import { filledCluster } from './database-server.js';

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
    const cluster = await filledCluster(folder);
    const port = await cluster.start(settings);
    const url = (name: string) => cluster.url(port, clusterPassword, name);
    await administer(`CREATE DATABASE pact TEMPLATE ${template}`, url('postgres'));
    const urls = databaseUrls({ ownerUrl: url('pact'), secret: testSecret });
    const pool = new pg.Pool({ connectionString: urls.owner, max: 2 });
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
