import { execFile } from 'node:child_process';
import { appendFile, chmod, chown, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { Cluster } from '../../src/platform/database/embedded/cluster.js';
import { databaseIdentity } from '../../src/platform/database/embedded/embedded-programs.js';
import { databaseUrls, type DatabaseUrls } from '../../src/platform/database/prepare.js';
import { administer } from './database.js';
import { clusterPassword, quick, template, testSecret } from './database-names.js';
import { filledCluster } from './database-server.js';

// A standby takes no fewer connections than the server that wrote its data.
const { fsync, max_connections } = quick;
const settings = { wal_level: 'replica', fsync, max_connections, shared_buffers: '32MB' };

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
    const primary = await filledCluster(folder);
    const identity = databaseIdentity();
    const replica = new Cluster(primary.programs, join(folder, 'replica'), identity);
    // The embedded server has no pg_basebackup, so it is copied while it is stopped.
    await promisify(execFile)('cp', ['-a', primary.dataDir, replica.dataDir]);
    const port = await primary.start(settings);
    await writeFile(join(replica.dataDir, 'standby.signal'), '');
    await appendFile(
      join(replica.dataDir, 'postgresql.auto.conf'),
      `primary_conninfo = 'host=127.0.0.1 port=${port} user=pact_owner ` +
        `password=''${clusterPassword}'''\n`,
    );
    if (identity) await chown(join(replica.dataDir, 'standby.signal'), identity.uid, identity.gid);
    const url = (name: string) => primary.url(port, clusterPassword, name);
    await administer(`CREATE DATABASE pact TEMPLATE ${template}`, url('postgres'));
    const replicaPort = await replica.start({ ...settings, hot_standby: 'on' });
    const urls = databaseUrls({
      ownerUrl: url('pact'),
      readUrl: `postgres://127.0.0.1:${replicaPort}/pact`,
      secret: testSecret,
    });
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
