import { resolve } from 'node:path';
import { Cluster } from './cluster.js';
import { databaseIdentity, keepPrograms, reachablePlace } from './embedded-programs.js';
import { KeepRunning } from './keep-running.js';
import { Residents } from '../residents.js';
import { upgradeCluster } from './upgrade-cluster.js';

/** A PostgreSQL server that comes with npm and belongs to one data folder. */
export interface EmbeddedPostgres {
  /** URL for the owner's connection to the database `name`. */
  url(name: string): string;
  /** Leaves the database, and stops it if no other process uses it. */
  stop(): Promise<void>;
}

interface Options {
  dataDir: string;
  password: string;
  /** Reports one line to the operator. */
  say(line: string): void;
  /** Extra `-c` settings, such as fsync=off for tests. */
  settings?: Record<string, string>;
  /** Aborted when nobody waits for the database any more; no further step starts then. */
  signal?: AbortSignal;
}

/**
 * Starts the embedded PostgreSQL on `dataDir`: creates it if it is new and upgrades it if an older
 * version wrote it. A server that already runs there is reused: it serves another process, such as
 * a command beside the server, or survived a `kill -9` of the application.
 */
export async function startEmbeddedPostgres({
  dataDir: wanted,
  password,
  say,
  settings,
  signal,
}: Options): Promise<EmbeddedPostgres> {
  const identity = databaseIdentity();
  const { programs, dataDir } = await reachablePlace(wanted, identity, say);
  signal?.throwIfAborted();
  const cluster = new Cluster(programs, dataDir, identity);
  const version = await cluster.version();
  if (version === undefined) {
    say('Creating the embedded database (once, about 5 seconds)');
    await cluster.create(password);
  } else if (version !== (await programs.major())) {
    await upgradeCluster(cluster, version, { password, identity, say });
  }
  signal?.throwIfAborted();
  await keepPrograms(programs, dataDir);
  const residents = new Residents(`${resolve(wanted)}.users`);
  await residents.enter();
  const port = (await cluster.runningPort()) ?? (await cluster.start(settings));
  const keeper = new KeepRunning(cluster, port, settings);
  return {
    url: (name) => cluster.url(port, password, name),
    stop: async () => {
      await keeper.stop();
      if (!(await residents.leave())) await cluster.stop();
    },
  };
}
