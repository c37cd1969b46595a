import { spawn, type ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdtemp, readFile, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout as wait } from 'node:timers/promises';
import { loadedEdition } from '../src/commands/seed/seed-places.js';
import { createDatabase, type TestDatabase } from './support/database.js';
import { testSecret } from './support/database-names.js';
import { eventually } from './support/eventually.js';
import { freePort } from './support/program.js';
import { root } from './support/repository.js';

/** Two seconds at rest; tests share the processors. */
const soon = 40_000;
const sources = [
  ...['server', 'client', 'contract', 'locales', 'migrations'],
  ...['package.json', 'package-lock.json', 'tsconfig.base.json'],
];

describe('npm run dev', () => {
  let database: TestDatabase;
  let tree: string;
  let address: string;
  let dev: ChildProcess;
  let said = '';

  /** A page, a file or a style, as the browser gets it. */
  const get = async (path: string, headers: Record<string, string> = {}) =>
    (await fetch(`${address}${path}`, { headers, signal: AbortSignal.timeout(soon) })).text();
  const shows = (path: string, text: string, headers = {}) =>
    eventually(async () => expect(await get(path, headers)).toContain(text), soon);

  /** Saves a file of the tree with another text in it. */
  async function save(path: string, before: string, after: string): Promise<void> {
    const file = join(tree, path);
    const text = await readFile(file, 'utf8');
    expect(text).toContain(before);
    await writeFile(file, text.replace(before, after));
  }

  beforeAll(async () => {
    database = await createDatabase();
    await database.sql('TRUNCATE country, pillar, pact_version CASCADE');
    await database.sql(`INSERT INTO setting (key, value) VALUES ('places', to_jsonb($1::text))`, [
      await loadedEdition(),
    ]);
    tree = await mkdtemp(join(tmpdir(), 'pact-dev-'));
    await scratchCopy(tree);
    const port = await freePort();
    address = `http://localhost:${port}`;
    dev = spawn(process.execPath, [join(tree, 'server/scripts/dev.mjs')], {
      cwd: tree,
      env: {
        PATH: process.env['PATH'],
        DATABASE_URL: database.urls.owner,
        APP_SECRET: testSecret,
        DATA_DIR: join(tree, 'var'),
        PORT: String(port),
      },
    });
    for (const stream of [dev.stdout!, dev.stderr!])
      stream.on('data', (chunk: Buffer) => (said += chunk.toString()));
    await Promise.race([
      eventually(() => expect(said).toContain(`Ready at ${address}`), 120_000),
      once(dev, 'exit').then(() => {
        throw new Error(said);
      }),
    ]);
  }, 150_000);

  afterAll(async () => {
    if (dev.exitCode === null) {
      dev.kill('SIGTERM');
      expect(await once(dev, 'exit')).toEqual([0, null]);
    }
    await database.drop();
    await rm(tree, { recursive: true, force: true });
  }, 60_000);

  it('shows a page and a part of it, each time that it is saved', async () => {
    const page = 'client/src/pages/public/About.vue';
    await save(page, '<template>', '<template><p>saved once</p>');
    await shows('/en/about', '<p>saved once</p>');
    await save(page, 'saved once', 'saved twice');
    await shows('/en/about', '<p>saved twice</p>');
    await save('client/src/components/SiteFooter.vue', '<template>', '<template><p>a part</p>');
    await shows('/en/about', '<p>a part</p>');
  }, 150_000);

  it('shows a text, each time that it is saved', async () => {
    const texts = 'locales/en/public.json';
    await save(texts, '"skip": "Skip to main content"', '"skip": "Saved once"');
    await shows('/en/about', 'Saved once');
    await save(texts, '"skip": "Saved once"', '"skip": "Saved twice"');
    await shows('/en/about', 'Saved twice');
  }, 150_000);

  it('shows a style', async () => {
    const [, style] = /<link rel="stylesheet" href="([^"]+)"/.exec(await get('/en/about'))!;
    await save('client/src/styles/tokens.css', ':root {', ':root { --saved: 1px;');
    await shows(style!, '--saved: 1px', { accept: 'text/css' });
  }, 60_000);

  it('starts the server again with a changed file, and no request is refused meanwhile', async () => {
    await save(
      'server/src/site/open-data/well-known.controller.ts',
      'Canonical: ',
      'Canonical: /saved',
    );
    await shows('/.well-known/security.txt', 'Canonical: /saved');
    expect(said).toContain('well-known.controller.ts: the server runs again');
    // As editors save: the file is empty for a moment.
    const mails = join(tree, 'locales/en/mail.json');
    const text = await readFile(mails, 'utf8');
    await writeFile(mails, '');
    await wait(20);
    await writeFile(mails, text.replace('"greeting": "', '"greeting": "Saved, '));
    await eventually(() => expect(said).toContain('mail.json: the server runs again'), soon);
  }, 150_000);

  it('keeps running the last good state when a file cannot be read, and says so', async () => {
    await save('client/src/pages/public/About.vue', 'saved twice</p>', 'saved twice</p');
    await eventually(() => expect(said).toContain('The pages stay as they were'), soon);
    expect(await get('/en/about')).toContain('<p>saved twice</p>');
    await save('client/src/pages/public/About.vue', 'saved twice</p', 'repaired</p>');
    await shows('/en/about', '<p>repaired</p>');
  }, 150_000);
});

/** The sources as they are, and the packages that are installed. */
async function scratchCopy(to: string): Promise<void> {
  const made = /[\\/](node_modules|dist)$/;
  for (const name of sources)
    await cp(join(root, name), join(to, name), {
      recursive: true,
      filter: (source) => !made.test(source),
    });
  for (const folder of ['node_modules', 'server/node_modules'])
    await symlink(join(root, folder), join(to, folder));
  // Older than the installed packages, so nothing is installed through the link.
  await utimes(join(to, 'package-lock.json'), 0, 0);
}
