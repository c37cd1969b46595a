import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { chown, mkdtemp, readFile, rm, utimes } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { commands, help } from '../bin/commands.mjs';
import { databaseIdentity } from '../src/platform/database/embedded/embedded-programs.js';
import { loadedEdition } from '../src/commands/seed/seed-places.js';
import { createDatabase, type TestDatabase } from './support/database.js';
import { testSecret } from './support/database-names.js';
import { imageLayout, prunedTree, type Layout } from './support/layouts.js';
import { freePort, isReady, type Program } from './support/program.js';
import { read, root } from './support/repository.js';

const readme = read(join(root, 'README.md'));

it('`pact help` and the README list the same commands', () => {
  for (const { usage, about } of Object.values(commands)) {
    expect(help()).toContain(`${usage.padEnd(28)}${about}`);
    expect(readme).toContain(`| \`${usage.replaceAll('|', '\\|')}\` | ${about} |`);
  }
});

const checkout = async (): Promise<Layout> => ({ folder: root, remove: async () => undefined });
const layouts: [name: string, make: () => Promise<Layout>, entry: string[]][] = [
  ['a checkout', checkout, ['server/bin/pact.mjs']],
  ['a pruned tree', prunedTree, ['node_modules/.bin/pact']],
  ['the image', imageLayout, ['server/bin/pact.mjs']],
];

describe.each(layouts)('RL20 OP1 every command runs in %s', (name, make, [entry = '']) => {
  let layout: Layout;
  let database: TestDatabase;
  let folder: string;
  let port: number;
  const seen = new Set<string>(['help']);
  beforeAll(async () => {
    [layout, database, port] = [await make(), await createDatabase(), await freePort()];
    folder = await mkdtemp(join(tmpdir(), 'pact-operator-'));
    const identity = serviceUser();
    if (identity) await chown(folder, identity.uid, identity.gid);
    await database.sql(
      `INSERT INTO setting (key, value) VALUES ('seeded', to_jsonb(now())),
        ('places', to_jsonb($1::text))`,
      [await loadedEdition()],
    );
  }, 180_000);
  afterAll(async () => {
    await layout.remove();
    await database.drop();
    await rm(folder, { recursive: true, force: true });
  }, 120_000);

  /** A user who may write into the program nowhere. Our own checkout may be closed to it. */
  const serviceUser = () => (name === 'a checkout' ? undefined : databaseIdentity());

  function begin(program: string, args: string[]): Program {
    const child = spawn(program, args, {
      ...serviceUser(),
      cwd: folder,
      env: {
        PATH: process.env['PATH'],
        HOME: folder,
        DATABASE_URL: database.urls.owner,
        APP_SECRET: testSecret,
        DATA_DIR: join(folder, 'data'),
        BASE_URL: `http://127.0.0.1:${port}`,
        PORT: String(port),
      },
    });
    const exit = once(child, 'exit').then(([code, signal]) => (code ?? signal) as number | string);
    const begun: Program = { process: child, said: '', exit };
    for (const stream of [child.stdout, child.stderr])
      stream.on('data', (chunk: Buffer) => (begun.said += chunk.toString()));
    return begun;
  }

  async function pact(...args: string[]): Promise<{ code: number | string; said: string }> {
    seen.add(args[0]!);
    const begun = begin(process.execPath, [join(layout.folder, entry), ...args]);
    return { code: await begun.exit, said: begun.said };
  }
  const saying = (text: string | RegExp, code = 0) => ({
    code,
    said: expect.stringMatching(text) as string,
  });

  it('help, migrate, backup, backup-drill, restore, verify-events, seed-demo, documents, places, vouch, staff, doctor', async () => {
    expect(await pact('help')).toEqual(saying(/^pact COMMAND/));
    expect(await pact('halp')).toEqual(saying(/^There is no command halp\./, 1));
    expect(await pact('migrate', 'up')).toEqual(saying(/^done {5}FirstHouse/m));
    expect(await pact('seed-demo', 'remove')).toEqual(saying(/^Removed 0 /m));
    // A folder is meant from where the command is given, not from where the program is.
    expect(await pact('backup', 'kept')).toEqual(saying(/^Backup .*\/kept\/\S+Z: \d+ rows/));
    expect(await pact('restore', 'kept', '--check')).toEqual(saying(/is whole: \d+ tables/));
    // The owner of these tests may not create databases, which the drill says in one line.
    expect(await pact('backup-drill', 'kept')).toEqual(
      saying(/^Cannot do this: the owner may not create a scratch database/, 1),
    );
    expect(await pact('verify-events', 'kept')).toEqual(saying(/^\d+ events, chain whole/));
    expect(await pact('documents', 'verify')).toEqual(saying(/^All 0 files are there/m));
    // A path that is no absolute one is looked for where the command is given.
    expect(await pact('places', 'nuts', 'EU-27-LAU-2024-NUTS-2024.xlsx')).toEqual(
      saying(/^Cannot do this: \S+\/EU-27-LAU-2024-NUTS-2024\.xlsx cannot be read \(ENOENT\)/, 1),
    );
    expect(await pact('vouch', 'nobody@example.org')).toEqual(
      saying(/^Cannot do this: No account/, 1),
    );
    expect(await pact('staff', 'list')).toEqual(saying(/^$/));
    expect(await pact('staff', 'enlist')).toEqual(
      saying(/^Cannot do this: say staff list, or /, 1),
    );
    expect(await pact('doctor')).toEqual(
      saying(/^well {2}version {8}1\.\d+\.\d+ on Node [^]*^well {2}database/m, 1),
    );
  }, 300_000);

  it('start, and from outside verify-register and mirror', async () => {
    seen.add('start');
    const begun = begin(process.execPath, [join(layout.folder, entry), 'start']);
    try {
      await isReady(begun, 90_000);
      const address = `http://127.0.0.1:${port}`;
      expect((await fetch(`${address}/en`)).status).toBe(200);
      // The log is signed a minute after the start, which this test does not wait for.
      const unsigned = / http:\S+\/log\/checkpoint answers 404\n$/;
      expect(await pact('verify-register', address)).toEqual(saying(unsigned, 1));
      expect(await pact('mirror', address, 'copy')).toEqual(saying(unsigned, 1));
    } finally {
      begun.process.kill('SIGTERM');
    }
    expect(await begun.exit).toBe(0);
  }, 300_000);

  it('all commands are covered', () => {
    expect([...seen].filter((each) => each in commands).sort()).toEqual(
      Object.keys(commands).sort(),
    );
  });

  if (name === 'a pruned tree')
    it('the documented `npm run …` still work, and warn when sources are newer than the build', async () => {
      const scripts = (
        JSON.parse(await readFile(join(root, 'package.json'), 'utf8')) as {
          scripts: Record<string, string>;
        }
      ).scripts;
      for (const command of Object.keys(commands))
        expect(scripts[command]).toBe(`node server/bin/pact.mjs ${command}`);
      const npm = begin('npm', ['--prefix', layout.folder, 'run', 'migrate', '--', 'status']);
      expect({ code: await npm.exit, said: npm.said }).toEqual(saying(/^done {5}FirstHouse/m));
      await utimes(join(layout.folder, 'server/src'), new Date(), new Date());
      expect(await pact('migrate', 'status')).toEqual(
        saying(/^The sources are newer .* Run: npm ci && npm run build && npm prune/, 1),
      );
    }, 120_000);
});
