import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  access,
  chmod,
  mkdir,
  mkdtemp,
  readdir,
  readFile,
  rename,
  rm,
  stat,
} from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { dirname, join } from 'node:path';
import { promisify } from 'node:util';
import type { Cluster } from '../../src/platform/database/embedded/cluster.js';
import { root } from './repository.js';

const week = 7 * 24 * 3_600_000;

/** What the template is made from: when any of it changes, the template is made again. */
const sources = [
  'package-lock.json',
  'migrations',
  'contract',
  'server/src/platform/database',
  'server/src/commands/seed',
  'server/src/reference',
  'server/test/support/make-template.ts',
  'server/test/support/database-names.ts',
  'server/src/platform/config/database-settings.ts',
];

/**
 * Fills a data folder with a stopped cluster whose database `pact_template` is migrated and seeded.
 * The first run of a version of the schema makes it, which takes about six seconds; the others copy
 * it from the system's temporary folder.
 */
export async function fillCluster(cluster: Cluster): Promise<void> {
  const kept = join(await home(), await fingerprint());
  if (!(await exists(kept))) await make(kept, cluster);
  else await copy(kept, cluster.dataDir);
}

async function make(kept: string, cluster: Cluster): Promise<void> {
  // Loaded only when needed: it brings TypeORM and the whole schema with it.
  const { makeTemplate } = await import('./make-template.js');
  await makeTemplate(cluster);
  const unfinished = await mkdtemp(`${kept}-`);
  await copy(cluster.dataDir, unfinished);
  // Another run may have been quicker; its template is as good.
  await rename(unfinished, kept).catch(() => rm(unfinished, { recursive: true }));
  await forgetOld(dirname(kept));
}

/** One folder for each user: nobody starts on a cluster that someone else has left there. */
async function home(): Promise<string> {
  const folder = join(tmpdir(), `pact-test-clusters-${userInfo().uid}`);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  await chmod(folder, 0o700);
  return folder;
}

/** Templates of other versions of the schema, such as another branch's, are kept for a week. */
async function forgetOld(folder: string): Promise<void> {
  for (const name of await readdir(folder)) {
    const path = join(folder, name);
    const { birthtimeMs } = await stat(path);
    if (Date.now() - birthtimeMs > week) await rm(path, { recursive: true, force: true });
  }
}

/** A hash of the sources, by which clones and worktrees of one version share their template. */
async function fingerprint(): Promise<string> {
  const hash = createHash('sha256');
  for (const source of sources) await add(hash, source);
  for (const name of ['PACT_TEST_POSTGRES', 'PACT_TEST_OWNER'])
    hash.update(process.env[name] ?? '');
  return hash.digest('hex').slice(0, 20);
}

async function add(hash: ReturnType<typeof createHash>, path: string): Promise<void> {
  const names = await readdir(join(root, path)).catch(() => undefined);
  hash.update(path);
  if (!names) return void hash.update(await readFile(join(root, path)));
  for (const name of names.sort()) await add(hash, join(path, name));
}

/** The database's user owns the files, so their owner is copied with them. */
async function copy(from: string, to: string): Promise<void> {
  await promisify(execFile)('cp', ['-a', `${from}/.`, to]);
}

const exists = (path: string) =>
  access(path).then(
    () => true,
    () => false,
  );
