// The built server with its own data folder and a given number of demonstration signatories.
import { access, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { cores, freePort, pin, run, startChild, stopChild } from './processes.mjs';

const built = fileURLToPath(new URL('../server/dist/server/src/', import.meta.url));
const startSeconds = 60;
/**
 * The same heap limit as in the image. Without it, Node lets the heap grow with the machine's
 * memory, and the figure means little.
 */
const heapLimit = '--max-old-space-size=256';

/**
 * The environment of a benchmark. It never uses the operator's database, whatever the outer
 * environment sets.
 */
export function environment(folder, port, settings = {}) {
  return {
    ...process.env,
    DATABASE_URL: '',
    DATABASE_APP_URL: '',
    DATABASE_PUBLIC_URL: '',
    SMTP_URL: '',
    DATA_DIR: folder,
    PORT: String(port),
    HOST: '127.0.0.1',
    BASE_URL: '',
    LOG_LEVEL: 'error',
    ...settings,
  };
}

export async function checkBuilt() {
  await access(join(built, 'main.js')).catch(() => {
    throw new Error('the server is not built: run npm run build first');
  });
}

/** Imports a module of the built server. */
export function builtPart(name) {
  return import(join(built, `${name}.js`));
}

/**
 * Seeds the folder's register.
 * @returns seconds, including the start of the database.
 */
export async function seedRegister(folder, signatories, settings) {
  const database = settings ? ['--yes-into', 'pact'] : [];
  const started = Date.now();
  // Runs inside the folder, so that the checkout's .env is not read.
  await run(
    process.execPath,
    [join(built, 'commands', 'seed-demo.js'), String(signatories), ...database],
    {
      cwd: folder,
      env: environment(folder, 3000, settings),
    },
  );
  return (Date.now() - started) / 1000;
}

/**
 * Starts the server and pins it to its core once it is ready. PostgreSQL, its child process, may
 * use all cores.
 */
export async function startProduct(folder, settings) {
  const product = await startServer(folder, settings);
  pin(product.pid, cores.server);
  return product;
}

/**
 * Starts the server on any core.
 * @param flags Node's command-line flags.
 */
export async function startServer(folder, settings, flags = []) {
  const port = await freePort();
  const child = startChild(process.execPath, [heapLimit, ...flags, join(built, 'main.js')], {
    cwd: folder,
    env: environment(folder, port, settings),
  });
  for (let waited = 0; !child.output.includes('Ready at'); waited += 0.1) {
    if (child.exitCode !== null || waited > startSeconds)
      throw new Error(`the server did not start:\n${child.output}`);
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
  return {
    pid: child.pid,
    origin: `http://127.0.0.1:${port}`,
    output: () => child.output,
    memory: () => memoryOf(child.pid),
    processorTime: () => processorTimeOf(child.pid),
    stop: () => stopChild(child),
  };
}

/**
 * Resident memory of the server process in MB, without its database; null on systems without /proc.
 */
async function memoryOf(pid) {
  const status = await readFile(`/proc/${pid}/status`, 'utf8').catch(() => '');
  const kilobytes = /VmRSS:\s+(\d+)/.exec(status)?.[1];
  return kilobytes ? Math.round(Number(kilobytes) / 1024) : null;
}

/**
 * CPU seconds that the server process has used so far; unlike response times, other load on the
 * machine hardly affects them.
 */
async function processorTimeOf(pid) {
  const fields = (await readFile(`/proc/${pid}/stat`, 'utf8').catch(() => ''))
    .split(') ')[1]
    ?.split(' ');
  return fields ? (Number(fields[11]) + Number(fields[12])) / 100 : null;
}
