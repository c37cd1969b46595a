// Prepares a fresh clone to run the product. Plain Node only, because nothing is installed yet.
import { spawn } from 'node:child_process';
import { readdir, readFile, rm, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/**
 * Makes sure that the product is installed and built. A tree that was built and then freed of its
 * tools (`npm prune --omit=dev`) is used as it is.
 */
export async function prepared({ everything }) {
  if (await isPruned()) return requireNewest();
  await installed({ everything });
  await built();
}

/** Whether it was built, and what builds it was taken away. */
async function isPruned() {
  return (
    (await changedAt(parts[0].result)) > 0 && (await changedAt('node_modules/@swc/core')) === 0
  );
}

/** `npm prune` writes the lock file anew, which changes nothing that runs. */
async function requireNewest() {
  for (const { result, sources } of parts) {
    const real = sources.filter((source) => source !== 'package-lock.json');
    if ((await newest(real)) <= (await changedAt(result))) continue;
    console.error(
      'The sources are newer than what was built from them, and the tools that build are not ' +
        'installed. Run: npm ci && npm run build && npm prune --omit=dev',
    );
    process.exit(1);
  }
}

/**
 * Installs the packages that the lock file names, when it is newer than what is installed.
 * @param everything also what only tests and checks need, which `package.json` of the root names;
 *   `npm start` comes without, unless they are there already.
 */
export async function installed({ everything = true } = {}) {
  const lock = await changedAt('package-lock.json');
  const marker = join(root, 'node_modules', '.package-lock.json');
  if (lock > (await changedAt('node_modules/.package-lock.json'))) {
    const all = everything || (await hasTools());
    const part = all ? [] : ['--workspace=server', '--workspace=client'];
    await step('Installing packages', [['npm', 'ci', '--no-audit', '--no-fund', ...part]]);
  } else if (everything && !(await hasTools())) {
    const more = ['install', '--no-save', '--no-audit', '--no-fund'];
    await step('Installing the packages of tests and checks', [['npm', ...more]]);
  } else return;
  // npm keeps the lock file's own date when it writes its copy; ours says when the folder was made
  // to agree.
  await utimes(marker, new Date(), new Date());
}

/** Whether the packages are there that only the root asks for. */
async function hasTools() {
  const { devDependencies } = JSON.parse(await readFile(join(root, 'package.json'), 'utf8'));
  const dates = Object.keys(devDependencies).map((name) => changedAt(`node_modules/${name}`));
  return (await Promise.all(dates)).every((date) => date > 0);
}

const common = ['package-lock.json', 'contract', 'locales'];
const ofClient = ['client/src', 'client/public', 'client/scripts', 'client/vite.config.ts'];
const parts = [
  {
    command: [process.execPath, 'server/scripts/compile-all.mjs'],
    result: 'server/dist/server/src/main.js',
    sources: [...common, 'server/src', 'server/scripts', 'migrations'],
  },
  {
    command: ['npm', 'run', '--silent', 'build:browser', '--workspace=client'],
    result: 'client/dist/client/.vite/manifest.json',
    sources: [...common, ...ofClient],
  },
  {
    command: ['npm', 'run', '--silent', 'build:pages', '--workspace=client'],
    result: 'client/dist/server/entry-server.js',
    sources: [...common, ...ofClient],
  },
];

/** Rebuilds whatever is older than its sources. */
export async function built() {
  const old = await Promise.all(
    parts.map(async ({ result, sources }) => (await newest(sources)) > (await changedAt(result))),
  );
  await build(parts.filter((_, index) => old[index]));
}

/** Builds the server, the browser's files and the renderer of pages, side by side. */
export async function build(which = parts) {
  if (which.length > 0)
    await step(
      'Building',
      which.map(({ command }) => command),
      // Half a build must not look newer than its sources.
      () => Promise.all(which.map(({ result }) => rm(join(root, result), { force: true }))),
    );
}

const isWindows = process.platform === 'win32';

/** The commands under way, and what their step undoes when it is stopped. */
const children = new Set();
let undoing = async () => undefined;
let isStopping = false;
for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, () => void stopped(signal));

/** On Ctrl-C: nothing that was begun goes on, and the next start begins it again. */
async function stopped(signal) {
  // Nothing is under way: this process ends as it would without us, or as the server likes.
  if (children.size === 0) {
    if (process.listenerCount(signal) === 0) process.kill(process.pid, signal);
    return;
  }
  isStopping = true;
  const ended = [...children].map((child) => new Promise((done) => child.once('close', done)));
  for (const child of children)
    if (isWindows) child.kill();
    else process.kill(-child.pid, 'SIGTERM');
  await Promise.all(ended);
  await undoing();
  process.stdout.write('\nStopped. Nothing goes on; the next start does this again.\n');
  process.exit(signal === 'SIGINT' ? 130 : 143);
}

/** Runs commands side by side, silent unless one fails. */
async function step(title, commands, undo = async () => undefined) {
  undoing = undo;
  const started = Date.now();
  process.stdout.write(`${title} …`);
  const dots = setInterval(() => process.stdout.write('.'), 5_000);
  const failures = (await Promise.all(commands.map(failureOf))).filter(Boolean);
  clearInterval(dots);
  if (isStopping) await new Promise(() => undefined);
  if (failures.length > 0) {
    process.stdout.write(' failed\n');
    failures.forEach((output) => process.stderr.write(output));
    process.exit(1);
  }
  process.stdout.write(` done in ${Math.round((Date.now() - started) / 1000)} s\n`);
}

/** What a command wrote before it failed; undefined when it did not fail. */
function failureOf([command, ...args]) {
  return new Promise((resolve) => {
    const child = spawn(command, args, {
      cwd: root,
      shell: isWindows && command === 'npm',
      stdio: ['ignore', 'pipe', 'pipe'],
      // A group of its own: npm's children end with it, wherever the signal comes from.
      detached: !isWindows,
    });
    children.add(child);
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    child.on('close', (code) => {
      children.delete(child);
      resolve(code === 0 ? undefined : Buffer.concat(output));
    });
  });
}

async function newest(paths) {
  return Math.max(...(await Promise.all(paths.map(newestIn))));
}

async function newestIn(path) {
  const found = await stat(join(root, path));
  if (!found.isDirectory()) return found.mtimeMs;
  // A folder's own date tells of files that were taken away.
  return Math.max(
    found.mtimeMs,
    ...(await Promise.all(
      (await readdir(join(root, path))).map((name) => newestIn(join(path, name))),
    )),
  );
}

async function changedAt(path) {
  return (await stat(join(root, path)).catch(() => ({ mtimeMs: 0 }))).mtimeMs;
}
