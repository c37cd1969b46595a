import { execFile } from 'node:child_process';
import { appendFile, chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { DataSource } from 'typeorm';
import { Cluster } from '../../src/platform/database/embedded/cluster.js';
import {
  databaseIdentity,
  own,
  reachablePlace,
} from '../../src/platform/database/embedded/embedded-programs.js';
import { prepareDatabase, type DatabaseUrls } from '../../src/platform/database/prepare.js';
import { createDatabase } from '../../src/platform/database/embedded/upgrade-cluster.js';
import { seedCountries } from '../../src/commands/seed/seed.js';
import { seedPact } from '../../src/reference/pact/seed-pact.js';
import { seedHelplines } from '../../src/reference/helplines/seed-helplines.js';
import { testSecret } from './database-names.js';

const password = 'only for tests';
const silent = () => undefined;
const settings = { wal_level: 'replica', fsync: 'off', shared_buffers: '32MB' };

/** Two real servers: a primary and a streaming standby. */
export class PrimaryAndReplica {
  private constructor(
    private readonly folder: string,
    readonly primary: Cluster,
    readonly replica: Cluster,
    readonly urls: DatabaseUrls & { read: string },
  ) {}

  static async start(): Promise<PrimaryAndReplica> {
    const folder = await mkdtemp(join(tmpdir(), 'pact-replica-'));
    await chmod(folder, 0o755);
    const identity = databaseIdentity();
    const { programs, dataDir } = await reachablePlace(join(folder, 'primary'), identity, silent);
    const primary = new Cluster(programs, dataDir, identity);
    const replica = new Cluster(programs, join(folder, 'replica'), identity);
    await own(dataDir, identity);
    await primary.create(password);
    // The embedded server has no pg_basebackup, so it is copied while it is stopped.
    await promisify(execFile)('cp', ['-a', dataDir, replica.dataDir]);
    const port = await primary.start(settings);
    await writeFile(join(replica.dataDir, 'standby.signal'), '');
    await appendFile(
      join(replica.dataDir, 'postgresql.auto.conf'),
      `primary_conninfo = 'host=127.0.0.1 port=${port} user=pact_owner password=''${password}'''\n`,
    );
    if (identity) await chown(join(replica.dataDir, 'standby.signal'), identity.uid, identity.gid);
    await createDatabase(primary.url(port, password, 'postgres'));
    const replicaPort = await replica.start({ ...settings, hot_standby: 'on' });
    const owner = primary.url(port, password, 'pact');
    const urls = await prepareDatabase({
      ownerUrl: owner,
      readUrl: `postgres://127.0.0.1:${replicaPort}/pact`,
      secret: testSecret,
      say: silent,
    });
    const source = await new DataSource({ type: 'postgres', url: owner }).initialize();
    await source.transaction(async (manager) => {
      await seedCountries(manager);
      await seedPact(manager);
      await seedHelplines(manager);
    });
    await source.destroy();
    return new PrimaryAndReplica(folder, primary, replica, { ...urls, read: urls.read! });
  }

  /** Restarts the replica from its previous state, as its machine would. */
  async replicaComesBack(): Promise<void> {
    await this.replica.start({ ...settings, port: new URL(this.urls.read).port });
  }

  async close(): Promise<void> {
    await this.replica.stop('immediate');
    await this.primary.stop('immediate');
    await rm(this.folder, { recursive: true, force: true });
  }
}
