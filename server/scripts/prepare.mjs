// What stands between a fresh clone and a running product, in plain Node: nothing is installed yet
// when this runs.
import { spawn } from 'node:child_process';
import { readdir, stat, utimes } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const root = fileURLToPath(new URL('../..', import.meta.url));

/** Installs the packages that the lock file names, when it is newer than what is installed. */
export async function installed() {
  const lock = await changedAt('package-lock.json');
  const marker = join(root, 'node_modules', '.package-lock.json');
  if (lock <= (await changedAt('node_modules/.package-lock.json'))) return;
  await step('Installing packages', 'npm', ['ci', '--no-audit', '--no-fund']);
  // npm keeps the lock file's own date when it writes its copy; ours says when the folder was made
  // to agree.
  await utimes(marker, new Date(), new Date());
}

/** Builds the server and the client, each only when a source is newer than its last build. */
export async function built() {
  const shared = await newest(['package-lock.json', 'tsconfig.base.json']);
  await buildWhenOlder(
    'server',
    'server/dist/server/src/main.js',
    Math.max(
      shared,
      await newest(['server/src', 'server/scripts', 'migrations', 'contract', 'locales']),
    ),
  );
  await buildWhenOlder(
    'client',
    'client/dist/server/entry-server.js',
    Math.max(
      shared,
      await newest([
        'client/src',
        'client/public',
        'client/scripts',
        'client/vite.config.ts',
        'contract',
        'locales',
      ]),
    ),
  );
}

async function buildWhenOlder(workspace, result, sources) {
  if (sources <= (await changedAt(result))) return;
  await step(`Building the ${workspace}`, 'npm', ['run', '--silent', 'build', '-w', workspace]);
}

/** Runs a command, silent unless it fails. */
function step(title, command, args) {
  const started = Date.now();
  process.stdout.write(`${title} …`);
  return new Promise((resolve) => {
    const windows = process.platform === 'win32';
    const child = spawn(command, args, {
      cwd: root,
      shell: windows,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    const output = [];
    child.stdout.on('data', (chunk) => output.push(chunk));
    child.stderr.on('data', (chunk) => output.push(chunk));
    const dots = setInterval(() => process.stdout.write('.'), 5_000);
    child.on('close', (code) => {
      clearInterval(dots);
      process.stdout.write(
        code === 0 ? ` done in ${Math.round((Date.now() - started) / 1000)} s\n` : ' failed\n',
      );
      if (code === 0) return resolve();
      process.stderr.write(Buffer.concat(output));
      process.exit(1);
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
