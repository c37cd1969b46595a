import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import {
  chmod,
  chown,
  mkdir,
  mkdtemp,
  readdir,
  realpath,
  rename,
  rm,
  symlink,
  writeFile,
} from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadedEdition } from '../src/commands/seed/seed-places.js';
import { databaseIdentity } from '../src/platform/database/embedded/embedded-programs.js';
import { migrations } from '../src/platform/database/migrations.js';
import { createDatabase, type TestDatabase } from './support/database.js';
import { testSecret } from './support/database-names.js';
import { eventually } from './support/eventually.js';
import { prunedTree, type Layout } from './support/layouts.js';
import { freePort } from './support/program.js';
import { read, root } from './support/repository.js';
import { schemaOf } from './support/schema.js';

const newest = migrations.at(-1)!.name;
const listed = 'server/dist/server/src/platform/database/migrations.js';
/** The end of the list. */
const lastInList = new RegExp(`${newest},?(?=\\s*\\])`);
/** The migration that only the newer version has. */
const next = 'NextVersion9990000000000';
const withNext = (up: string) => (list: string) =>
  list.replace(
    lastInList,
    `${newest}, class ${next} {
       name = '${next}';
       async up(db) { ${up} }
       async down(db) { await db.query('DROP TABLE next_version'); } }`,
  );
const adds = withNext(`await db.query('CREATE TABLE next_version (done int)');`);
const fails = withNext(`
  await db.query('CREATE TABLE half (done int)');
  await db.query('INSERT INTO half SELECT 1 / 0');`);
const identity = databaseIdentity();

/** The lines of the recipe, but those that need the network; the last one is a comment there. */
const recipe = /With systemd \(here.*?```sh\n(.*?)```/s
  .exec(read(join(root, 'docs/operations.md'))!)![1]!
  .split('\n')
  .map((line) => line.replace(/^# back: /, ''))
  .filter((line) => line && !/^(git|npm) /.test(line));

/** What systemd would start, in the folder that it would start it in. */
const unit = read(join(root, 'docs/systemd/pact.service'));
const [, execStart = ''] = /^ExecStart=\/usr\/bin\/node (.+)$/m.exec(unit)!;

describe('RL11 the steps of an update (docs/operations.md), with two built trees', () => {
  let older: Layout;
  let newer: Layout;
  let database: TestDatabase;
  let folder: string;
  let port: number;
  let service: { child: ChildProcess; said: () => string } | undefined;
  /** As /opt/pact: a link to the version that runs. */
  const link = () => join(folder, 'pact');

  beforeAll(async () => {
    [older, newer, database, port] = [
      await prunedTree(),
      await prunedTree(),
      await createDatabase(),
      await freePort(),
    ];
    folder = await mkdtemp(join(tmpdir(), 'pact-update-'));
    await chmod(folder, 0o755);
    if (identity) await chown(folder, identity.uid, identity.gid);
    await changes(newer, adds);
    await symlink(older.folder, join(folder, 'pact-1.0.0'));
    await symlink(newer.folder, join(folder, 'pact-1.0.1'));
    await symlink('pact-1.0.0', link());
    await program('pact', pactCommand());
    await program('systemctl', '');
    await database.sql(
      `INSERT INTO setting (key, value) VALUES ('seeded', to_jsonb(now())),
        ('places', to_jsonb($1::text))`,
      [await loadedEdition()],
    );
  }, 240_000);
  afterAll(async () => {
    service?.child.kill('SIGKILL');
    await older.remove();
    await newer.remove();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }, 120_000);
  afterEach(stops);

  const environment = () => ({
    PATH: process.env['PATH'],
    HOME: folder,
    DATABASE_URL: database.urls.owner,
    APP_SECRET: testSecret,
    DATA_DIR: join(folder, 'data'),
    BASE_URL: `http://127.0.0.1:${port}`,
    PORT: String(port),
  });

  /** A program that the recipe's lines find before those of the machine. */
  async function program(name: string, text: string): Promise<void> {
    await mkdir(join(folder, 'bin'), { recursive: true });
    await writeFile(join(folder, 'bin', name), `#!/bin/sh\n${text}`, { mode: 0o755 });
  }

  /** docs/systemd/pact.sh without systemd. */
  const pactCommand = () =>
    `cd "\${PACT_HOME:=${folder}/pact}" && exec node server/bin/pact.mjs "$@"`;

  /** A line of the recipe, in a folder of the test instead of /opt. */
  async function does(line: string): Promise<void> {
    const here = line
      .replaceAll('/opt/', `${folder}/`)
      .replaceAll('/var/backups/', `${folder}/backups-`);
    const path = `${join(folder, 'bin')}:${process.env['PATH']}`;
    const env = { ...environment(), PATH: path };
    const child = spawn('sh', ['-c', here], { ...identity, cwd: folder, env });
    const said = heard(child);
    const [code] = (await once(child, 'exit')) as [number];
    if (code !== 0) throw new Error(`${line} ended with ${code}: ${said()}`);
  }

  /** `PACT_HOME=… pact COMMAND`. */
  async function runs(tree: Layout, ...args: string[]) {
    const entry = join(tree.folder, 'server/bin/pact.mjs');
    const child = spawn(process.execPath, [entry, ...args], {
      ...identity,
      cwd: tree.folder,
      env: environment(),
    });
    const said = heard(child);
    const [code] = (await once(child, 'exit')) as [number];
    return { code, said: said() };
  }

  /** `systemctl start pact`. */
  async function starts(): Promise<void> {
    const child = spawn(process.execPath, execStart.split(' '), {
      ...identity,
      cwd: link(),
      env: environment(),
    });
    service = { child, said: heard(child) };
    await eventually(() => expect(service!.said()).toContain('Ready at'), 60_000);
  }

  async function stops(): Promise<void> {
    if (!service || service.child.exitCode !== null) return;
    const ended = once(service.child, 'exit');
    service.child.kill('SIGTERM');
    expect((await ended)[0]).toBe(0);
  }

  const answers = async () => (await fetch(`http://127.0.0.1:${port}/en/signatories`)).status;
  const status = async (tree: Layout) => (await runs(tree, 'migrate', 'status')).said;

  it('a failed migration changes nothing and is named, and the old version keeps running', async () => {
    await starts();
    const before = await schemaOf(database);
    await changes(newer, fails);
    const failed = await runs(newer, 'migrate', 'up');
    expect(failed).toEqual({
      code: 1,
      said: expect.stringMatching(
        new RegExp(`^Cannot do this: the migration ${next} failed \\(division by zero\\).*$`, 'm'),
      ) as string,
    });
    expect(await schemaOf(database)).toEqual(before);
    expect(await status(newer)).toMatch(new RegExp(`^pending {2}${next}$`, 'm'));
    expect(await answers()).toBe(200);
    await changes(newer, adds);
  }, 180_000);

  it('back up, migrate beside, switch, restart; and back again, line by line', async () => {
    const [backup, migrate, forward, doctor, back] = recipe;
    expect(recipe).toEqual([
      expect.stringMatching(/^pact backup /),
      expect.stringMatching(/^PACT_HOME=.* pact migrate up/),
      expect.stringMatching(/^ln .* systemctl restart pact$/),
      expect.stringMatching(/^pact doctor/),
      expect.stringMatching(/^ln .* systemctl restart pact$/),
    ]);
    await starts();
    await does(backup!);
    await does(migrate!);
    expect(await status(newer)).not.toMatch(/^pending/m);
    // The version before runs on the newer schema.
    expect(await answers()).toBe(200);
    expect((await fetch(`http://127.0.0.1:${port}/readyz`)).status).toBe(200);
    await stops();

    await does(forward!);
    expect(await realpath(link())).toBe(newer.folder);
    await starts();
    expect(await answers()).toBe(200);
    await does(doctor!);
    await stops();

    await does(back!);
    expect(await realpath(link())).toBe(older.folder);
    await starts();
    expect(await answers()).toBe(200);
    expect(await status(newer)).not.toMatch(/^pending/m);
  }, 240_000);

  it('a folder in the place of the link is reported, and nothing is put into it', async () => {
    const before = await readdir(folder);
    await rename(link(), `${link()}-link`);
    await mkdir(link());
    await expect(does(recipe[2]!)).rejects.toThrow(/cannot overwrite directory/);
    expect(await readdir(link())).toEqual([]);
    await rm(link(), { recursive: true });
    await rename(`${link()}-link`, link());
    expect(await readdir(folder)).toEqual(before);
  });
});

/** Everything that a process says. */
function heard(child: ChildProcess): () => string {
  let said = '';
  for (const stream of [child.stdout!, child.stderr!])
    stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
  return () => said;
}

/** Changes a built file of one tree. The trees share their files with ours by hard links. */
async function changes({ folder }: Layout, change: (text: string) => string): Promise<void> {
  const text = read(join(root, listed))!;
  const changed = change(text);
  if (changed === text) throw new Error(`nothing to change in ${listed}`);
  await rm(join(folder, listed));
  await writeFile(join(folder, listed), changed);
}
