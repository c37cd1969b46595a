// Child processes and folders of a benchmark: started on a given core, and always cleaned up, even
// on Ctrl-C.
import { execFileSync, spawn, spawnSync } from 'node:child_process';
import { chmod, mkdtemp, rm } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';

/** The server and nginx run on the first core, the load generator on the second. */
export const cores = { server: '0', load: '1' };

const children = new Set();
const folders = new Set();
const endings = [];

export function isInstalled(program) {
  return spawnSync('sh', ['-c', `command -v ${program}`]).status === 0;
}

const canPin = isInstalled('taskset');

/** A command line that runs on one core, if the system supports that. */
export function pinned(core, program, args) {
  return canPin ? ['taskset', ['-c', core, program, ...args]] : [program, args];
}

/** Pins a running process to one core; its children are not affected. */
export function pin(pid, core) {
  if (canPin) execFileSync('taskset', ['-a', '-p', '-c', core, String(pid)]);
}

/**
 * A temporary folder for one benchmark. PostgreSQL and nginx do not run as root and must be able to
 * enter it.
 */
export async function temporaryFolder() {
  const folder = await mkdtemp(join(tmpdir(), 'pact-bench-'));
  folders.add(folder);
  await chmod(folder, 0o755);
  return folder;
}

/**
 * Starts a child process, which is stopped at the end at the latest. Its output is kept for the
 * error message if it fails.
 */
export function startChild(program, args, options = {}) {
  const child = spawn(program, args, { stdio: ['ignore', 'pipe', 'pipe'], ...options });
  child.output = '';
  for (const stream of [child.stdout, child.stderr])
    stream?.on('data', (data) => {
      child.output += data;
    });
  children.add(child);
  child.ended = new Promise((resolve) =>
    child.once('close', (code) => {
      children.delete(child);
      resolve(code);
    }),
  );
  return child;
}

/**
 * Runs a command to completion.
 * @returns its output.
 * @throws when it fails.
 */
export async function run(program, args, options) {
  const child = startChild(program, args, options);
  const code = await child.ended;
  if (code !== 0)
    throw new Error(`${program} ${args.join(' ')} failed (${code}):\n${child.output}`);
  return child.output;
}

export async function stopChild(child) {
  child.kill('SIGTERM');
  await child.ended;
}

export async function removeFolder(folder) {
  await rm(folder, { recursive: true, force: true });
  folders.delete(folder);
}

/**
 * Registers work for the end, after all children have stopped and before the folders are removed.
 */
export function atTheEnd(work) {
  endings.push(work);
}

/** Stops the newest first: a command must end before the server that runs its database. */
export async function cleanUp() {
  for (const child of [...children].reverse()) await stopChild(child);
  for (const work of endings.splice(0)) await work();
  for (const folder of folders) await removeFolder(folder);
}

export function cleanUpOnSignal() {
  for (const signal of ['SIGINT', 'SIGTERM']) {
    process.once(signal, () => {
      void cleanUp().finally(() => process.exit(130));
    });
  }
}

export function freePort() {
  return new Promise((resolve, reject) => {
    const server = createServer()
      .once('error', reject)
      .listen(0, '127.0.0.1', () => {
        const { port } = server.address();
        server.close(() => resolve(port));
      });
  });
}
